import { deleteNote, NoteAnswer, NoteId } from '@/lib/admin/people/notes'
import { endpoint } from '@/lib/http/endpoint'

// DELETE /api/admin/notes/:id: an admin deletes a note of their own
export const DELETE = endpoint(
  { auth: 'admin', summary: 'Delete a note of your own', input: NoteId, output: NoteAnswer },
  async ({ user, input }) => deleteNote(user.id, input),
)
