import 'server-only'
import { z } from 'zod'
import { deleteAccount } from '@/lib/account/delete-account'
import { Reason } from '@/lib/admin/shapes/reason'
import { callRpc } from '@/lib/supabase/rpc'
import { readUser } from './read-user'

const Role = z.enum(['user', 'admin'])

/** What an admin sends to make somebody an admin, or one who is a user again. */
export const RoleInput = z.object({ id: z.uuid(), role: Role, reason: Reason })
export const RoleAnswer = z.object({ role: Role })

/** What an admin sends to delete somebody. */
export const DeletionInput = z.object({ id: z.uuid(), reason: Reason })
export const DeletionAnswer = z.object({ lapsedCredits: z.int() })

/** `set_user_role`: leaves a row in the audit trail. Throws forbidden, also for the last admin, and account_not_found. */
export async function setRole(actorId: string, { id, role, reason }: z.infer<typeof RoleInput>) {
  const args = { p_actor_id: actorId, p_user_id: id, p_role: role, p_reason: reason }
  return { role: await callRpc('set_user_role', args, Role) }
}

/**
 * Delete somebody as they would themselves: charges are ended at Dodo first. Leaves a row in the audit trail, and one about the charges
 * before, if there are any. Answers their address, to say goodbye, and how many credits lapsed. `note_ending_charges`, `delete_user`:
 * throws account_not_found once it is done, forbidden, also for one's own account, provider_failed, conflict.
 */
export async function deleteUser(actorId: string, { id, reason }: z.infer<typeof DeletionInput>) {
  const user = await readUser(actorId, id)
  const args = { p_actor_id: actorId, p_user_id: id, p_reason: reason }
  await callRpc('note_ending_charges', args, z.unknown())
  const done = await deleteAccount(user, () => callRpc('delete_user', args, z.int()))
  return { email: user.email, ...done }
}
