import 'server-only'
import { notFound } from 'next/navigation'
import { z } from 'zod'
import { UserAccount } from '@/lib/admin/shapes/user'
import { callRpc } from '@/lib/supabase/rpc'

/** Who somebody is and what they have, as of now; the page's 404 when nobody is. `read_user`: throws forbidden. */
export async function readUser(actorId: string, userId: string): Promise<UserAccount> {
  if (!z.uuid().safeParse(userId).success) notFound()
  await callRpc('settle_account', { p_owner_id: userId }, z.unknown())
  const user = await callRpc('read_user', { p_actor_id: actorId, p_user_id: userId }, UserAccount.nullable())
  return user ?? notFound()
}
