import { AcceptAnswer, AcceptInput, acceptPurchase } from '@/lib/admin/accept-purchase'
import { endpoint } from '@/lib/http/endpoint'
import { sendMailSoon } from '@/lib/mail/send-mail-soon'

// POST /api/admin/purchases/:id/accept: an admin accepts a payment that is not what was agreed
export const POST = endpoint(
  {
    auth: 'admin',
    summary: 'Accept a payment that differs from what was agreed, and grant its credits',
    input: AcceptInput,
    output: AcceptAnswer,
  },
  async ({ user, input }) => {
    const answer = await acceptPurchase(user.id, input)
    sendMailSoon()
    return answer
  },
)
