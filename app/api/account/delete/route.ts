import { after } from 'next/server'
import { z } from 'zod'
import { deleteAccount } from '@/lib/account/delete-account'
import { endSession } from '@/lib/auth/end-session'
import { AppError } from '@/lib/errors'
import { endpoint } from '@/lib/http/endpoint'
import { sendGoodbye } from '@/lib/mail/send-goodbye'

const DeleteInput = z.object({
  email: z.string().trim().toLowerCase().max(254).meta({ description: 'Your address, to confirm it.' }),
})

// POST /api/account/delete: delete the caller's account for good
export const POST = endpoint(
  {
    summary: 'Delete your account for good',
    input: DeleteInput,
    output: z.object({ lapsedCredits: z.int() }),
    rateLimit: { burst: 5, perMinute: 2 },
  },
  async ({ user, input, commit }) => {
    if (input.email !== user.email.toLowerCase())
      throw new AppError('invalid_input', { details: { fields: { email: ['This is not your address.'] } } })
    // Whoever closes the page in the middle meant it all the same.
    commit()
    const done = await deleteAccount(user)
    await endSession()
    after(() => sendGoodbye(user.email, done.lapsedCredits))
    return done
  },
)
