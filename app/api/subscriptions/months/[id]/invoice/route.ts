import { z } from 'zod'
import { fetchInvoice } from '@/lib/dodopayments/invoice'
import { endpoint } from '@/lib/http/endpoint'
import { getMonthPaymentId } from '@/lib/subscriptions/current-plan'

// GET /api/subscriptions/months/:id/invoice: the invoice of a month of the caller's plan, as a PDF
export const GET = endpoint(
  {
    summary: 'The invoice of a month of your plan, as a PDF',
    input: z.object({ id: z.coerce.number<string>().int().min(1) }),
    mediaType: 'application/pdf',
    rateLimit: { burst: 20, perMinute: 30 },
  },
  async ({ user, input, signal }) => fetchInvoice(await getMonthPaymentId(user.id, input.id), signal),
)
