import 'server-only'
import { z } from 'zod'
import { UserAccount } from '@/lib/admin/shapes/user'
import { AppError } from '@/lib/errors'
import { callRpc } from '@/lib/supabase/rpc'

const nobody = () =>
  new AppError('account_not_found', { message: 'There is no such person, or their account is deleted.' })

/** Who somebody is and what they have, as of now. `read_user`: throws forbidden, account_not_found. */
export async function readUser(actorId: string, userId: string): Promise<UserAccount> {
  if (!z.uuid().safeParse(userId).success) throw nobody()
  await callRpc('settle_account', { p_owner_id: userId }, z.unknown())
  const user = await callRpc('read_user', { p_actor_id: actorId, p_user_id: userId }, UserAccount.nullable())
  if (!user) throw nobody()
  return user
}
