import 'server-only'
import { Machinery, type Overview, OverviewAnswer } from '@/lib/reports/overview'
import type { Period } from '@/lib/reports/period'
import { callRpc } from '@/lib/supabase/rpc'

/** The overview of the last `days` days, today included, and of as many before. `admin_overview`: throws forbidden. */
export async function readOverview(actorId: string, days: Period): Promise<Overview> {
  const answer = await callRpc('admin_overview', { p_actor_id: actorId, p_days: days }, OverviewAnswer)
  const { days: allDays, money, ...rest } = answer
  const isNow = ({ day }: { day: string }) => day >= rest.from
  const isBefore = ({ day }: { day: string }) => day < rest.from
  return {
    ...rest,
    now: { days: allDays.filter(isNow), money: money.filter(isNow) },
    before: { days: allDays.filter(isBefore), money: money.filter(isBefore) },
  }
}

/** How webhooks, mails and jobs are, as of now. `admin_machinery`: throws forbidden. */
export const readMachinery = (actorId: string) =>
  callRpc('admin_machinery', { p_actor_id: actorId }, Machinery)
