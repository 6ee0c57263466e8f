import 'server-only'
import { z } from 'zod'
import type { SessionUser } from '@/lib/auth/session'
import { endSubscription } from '@/lib/dodopayments/sync/end'
import { AppError } from '@/lib/errors'
import { removeFiles } from '@/lib/jobs/remove-files'
import { logger } from '@/lib/logger'
import { adminClient } from '@/lib/supabase/admin'
import { callRpc, toAppError } from '@/lib/supabase/rpc'

/** So long files are deleted for before the answer; the daily job takes the rest. */
const FILES_MS = 15_000
const FILES_AT_ONCE = 1_000

type Leaver = Pick<SessionUser, 'id' | 'role'>

/** Subscriptions and cards that Dodo could still charge. */
async function findCharges(userId: string): Promise<string[]> {
  const [subscriptions, topUp, cards] = await Promise.all([
    adminClient().from('subscriptions').select('id').eq('user_id', userId).is('ended_at', null),
    adminClient().from('top_up_settings').select('id:mandate_id').eq('user_id', userId),
    adminClient().from('old_mandates').select('id').eq('user_id', userId).is('ended_at', null),
  ])
  const found = [subscriptions, topUp, cards].flatMap(({ data, error }) => {
    if (error) throw toAppError(error)
    return data.flatMap(({ id }) => id ?? [])
  })
  return [...new Set(found)]
}

/** An app that nobody can administer could not be mended from within. Looked at before anything is ended, and again with the deletion. */
async function assertNotOnlyAdmin({ id, role }: Leaver): Promise<void> {
  if (role !== 'admin') return
  const { data, error } = await adminClient()
    .from('profiles')
    .select('id')
    .eq('role', 'admin')
    .neq('id', id)
    .limit(1)
  if (error) throw toAppError(error)
  if (data.length === 0)
    throw new AppError('forbidden', { message: 'You are the only admin. Make somebody else one first.' })
}

/** End every charge at once and take down that it has ended. Throws provider_failed; nothing is deleted then. */
async function endCharges(userId: string): Promise<void> {
  for (const id of await findCharges(userId)) {
    try {
      await endSubscription(id)
    } catch (cause) {
      throw new AppError('provider_failed', {
        message:
          'The payment provider did not end the subscription, so the account was not deleted. Try again.',
        cause,
      })
    }
  }
}

/** Delete the files of somebody. What fails is not lost sight of: the daily job deletes what belongs to nobody. */
async function removeStoredFiles(userId: string): Promise<void> {
  const until = performance.now() + FILES_MS
  for (const bucket of ['pictures', 'models']) {
    const { data, error } = await adminClient().storage.from(bucket).list(userId, { limit: FILES_AT_ONCE })
    if (error) logger().error({ err: error, bucket }, 'listing the files of somebody who leaves failed')
    await removeFiles(bucket, data?.map(({ name }) => `${userId}/${name}`) ?? [], until)
  }
}

/** Has the database forget somebody who leaves of their own accord. */
const forgetThem = (id: string) => callRpc('delete_account', { p_user_id: id }, z.int())

/**
 * Delete a person: charges are ended at Dodo first, then the database forgets them (by `forget`), then their files go. Answers how
 * many credits lapsed. Safe to repeat after an error. Throws provider_failed, conflict, forbidden for the only admin.
 */
export async function deleteAccount(
  user: Leaver,
  forget: (id: string) => Promise<number> = forgetThem,
): Promise<{ lapsedCredits: number }> {
  const { id } = user
  await assertNotOnlyAdmin(user)
  await endCharges(id)
  const lapsedCredits = await forget(id)
  await removeStoredFiles(id)
  return { lapsedCredits }
}
