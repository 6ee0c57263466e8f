import { z } from 'zod'
import { fetchInvoice } from '@/lib/dodopayments/invoice'
import { endpoint } from '@/lib/http/endpoint'
import { getPaymentId } from '@/lib/purchases/get-purchase'

const InvoiceInput = z.object({ id: z.uuid() })

// GET /api/purchases/:id/invoice: the invoice of a purchase of the caller, as a PDF
export const GET = endpoint(
  {
    summary: 'The invoice of a purchase, as a PDF',
    input: InvoiceInput,
    mediaType: 'application/pdf',
    rateLimit: { burst: 20, perMinute: 30 },
  },
  async ({ user, input, signal }) => fetchInvoice(await getPaymentId(user.id, input.id), signal),
)
