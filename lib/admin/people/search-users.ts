import 'server-only'
import { z } from 'zod'
import { FoundUser, splitWhen, type UserFilter } from '@/lib/admin/shapes/user'
import { afterResponse } from '@/lib/http/after-response'
import { refreshUserFigures } from '@/lib/jobs/refresh-user-figures'
import { type Page, toPage } from '@/lib/page'
import { daysArgs } from '@/lib/reports/period'
import { callRpc } from '@/lib/supabase/rpc'

const ROWS = 25

// Whoever looks at the list finds its figures up to date the next time.
const refreshFiguresSoon = afterResponse('counting the figures of people', refreshUserFigures)

/** One page of people. `search_users`: throws forbidden unless `actorId` is an admin. */
export async function searchUsers(actorId: string, filter: UserFilter): Promise<Page<FoundUser, 'place'>> {
  refreshFiguresSoon({ isThrottled: true })
  const { q, role, plan, has, when, sort, before } = filter
  const { step, days } = when ? splitWhen(when) : {}
  const found = await callRpc(
    'search_users',
    {
      p_actor_id: actorId,
      p_search: q || undefined,
      p_role: role,
      p_plan: plan,
      p_in_debt: has === 'debt' || undefined,
      p_has_credits: has === 'credits' ? true : has === 'none' ? false : undefined,
      p_sort: sort,
      p_before: before,
      p_limit: ROWS + 1,
      p_when: step,
      ...daysArgs(days),
    },
    z.array(FoundUser),
  )
  return toPage(found, ROWS, 'place')
}
