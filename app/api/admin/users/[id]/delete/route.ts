import { after } from 'next/server'
import { DeletionAnswer, DeletionInput, deleteUser } from '@/lib/admin/people/account'
import { endpoint } from '@/lib/http/endpoint'
import { sendGoodbye } from '@/lib/mail/send-goodbye'

// POST /api/admin/users/:id/delete: an admin deletes somebody for good
export const POST = endpoint(
  { auth: 'admin', summary: 'Delete somebody for good', input: DeletionInput, output: DeletionAnswer },
  async ({ user, input, commit }) => {
    // An admin who closes the page in the middle meant it all the same.
    commit()
    const { email, lapsedCredits } = await deleteUser(user.id, input)
    after(() => sendGoodbye(email, lapsedCredits))
    return { lapsedCredits }
  },
)
