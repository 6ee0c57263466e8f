import { decideMail, MailAnswer, MailDecision } from '@/lib/admin/operations/mails'
import { endpoint } from '@/lib/http/endpoint'
import { sendMailSoon } from '@/lib/mail/send-mail-soon'

// POST /api/admin/mails/:id: an admin has a mail sent after all, not sent, or sent again
export const POST = endpoint(
  {
    auth: 'admin',
    summary: 'Retry, cancel or resend a mail of the outbox',
    input: MailDecision,
    output: MailAnswer,
  },
  async ({ user, input }) => {
    const answer = await decideMail(user.id, input)
    sendMailSoon()
    return answer
  },
)
