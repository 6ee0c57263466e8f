import 'server-only'
import { z } from 'zod'
import { Note } from '@/lib/admin/shapes/note'
import { callRpc } from '@/lib/supabase/rpc'

/** What an admin sends. The same `id` writes one note, however often it arrives. */
export const NoteInput = z.object({
  userId: z.uuid(),
  id: z.uuid(),
  body: z.string().trim().min(1).max(2000),
})
export const NoteId = z.object({ id: z.uuid() })
export const NoteAnswer = z.object({ id: z.uuid() })

/** What admins noted about somebody, newest first. `read_user_notes`: throws forbidden. */
export function readNotes(actorId: string, userId: string): Promise<Note[]> {
  return callRpc('read_user_notes', { p_actor_id: actorId, p_user_id: userId }, z.array(Note))
}

/** Write a note about somebody. `add_admin_note`: throws forbidden, invalid_input, account_not_found. */
export async function addNote(actorId: string, { userId, id, body }: z.infer<typeof NoteInput>) {
  await callRpc(
    'add_admin_note',
    { p_actor_id: actorId, p_user_id: userId, p_id: id, p_body: body },
    z.unknown(),
  )
  return { id }
}

/** Delete a note of one's own. `delete_admin_note`: throws forbidden, not_found. */
export async function deleteNote(actorId: string, { id }: z.infer<typeof NoteId>) {
  await callRpc('delete_admin_note', { p_actor_id: actorId, p_id: id }, z.unknown())
  return { id }
}
