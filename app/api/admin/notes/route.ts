import { addNote, NoteAnswer, NoteInput } from '@/lib/admin/people/notes'
import { endpoint } from '@/lib/http/endpoint'

// POST /api/admin/notes: an admin notes something about a person
export const POST = endpoint(
  { auth: 'admin', summary: 'Write a note about a person', input: NoteInput, output: NoteAnswer },
  async ({ user, input }) => addNote(user.id, input),
)
