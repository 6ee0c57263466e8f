import 'server-only'
import { AppError } from '@/lib/errors'
import { dodoClient } from './client'

const PDF = 'application/pdf'

/**
 * Dodo's invoice of a payment as a PDF, passed on as it comes. Whoever calls has made sure that the reader may see it: Dodo itself
 * shows an invoice to everyone who knows the payment's id. Throws provider_failed.
 */
export async function fetchInvoice(paymentId: string, signal: AbortSignal): Promise<Response> {
  const answer = await dodoClient()
    .invoices.payments.retrieve(paymentId, { signal })
    .catch((cause: unknown) => {
      throw unavailable(cause)
    })
  if (!answer.headers.get('content-type')?.startsWith(PDF)) {
    await answer.body?.cancel()
    throw unavailable(new Error(`The invoice came as ${answer.headers.get('content-type')}`))
  }
  return new Response(answer.body, {
    headers: {
      'content-type': PDF,
      'content-disposition': `inline; filename="invoice-${paymentId.replace(/[^\w-]/g, '')}.pdf"`,
      'cache-control': 'private, no-store',
    },
  })
}

const unavailable = (cause: unknown) =>
  new AppError('provider_failed', {
    message: 'The invoice is not available right now. Try again later.',
    cause,
  })
