import 'server-only'
import { Machinery, type Overview, OverviewAnswer, toOverview } from '@/lib/reports/overview'
import type { Period } from '@/lib/reports/period'
import { callRpc } from '@/lib/supabase/rpc'

/** The overview of the last `days` days, today included, with what trends compare. `admin_overview`: throws forbidden. */
export const readOverview = async (actorId: string, days: Period): Promise<Overview> =>
  toOverview(await callRpc('admin_overview', { p_actor_id: actorId, p_days: days }, OverviewAnswer))

/** How webhooks, mails and jobs are, as of now. `admin_machinery`: throws forbidden. */
export const readMachinery = (actorId: string) =>
  callRpc('admin_machinery', { p_actor_id: actorId }, Machinery)
