import { BUSINESS, type Dodo } from '../context'
import type { Payment } from '../model/orders'
import { sumLines } from '../money'
import { formatAmount } from '../pages/html'

const PAGE_LINES = 40

/** A one-page PDF invoice for a payment, Latin-1 text only: other letters come out as `?`. */
export function invoicePdf(dodo: Dodo, payment: Payment): Buffer {
  const customer = dodo.store.state.customers.find((entry) => entry.customer_id === payment.customer_id)
  const { total, tax } = sumLines(payment.lines)
  const lines = [
    `Invoice ${payment.invoice_id}`,
    '',
    'Test mode - local stand-in for DodoPayments, no money moved',
    '',
    `Seller: ${BUSINESS.name}`,
    `Customer: ${customer?.name ?? ''} <${customer?.email ?? ''}>`,
    `Payment: ${payment.payment_id}`,
    ...(payment.subscription_id ? [`Subscription: ${payment.subscription_id}`] : []),
    `Date: ${payment.created_at.slice(0, 10)}`,
    `Card: ${payment.card.network} ending in ${payment.card.last_four}`,
    '',
    ...payment.lines.map(
      (line) => `${line.quantity} x ${line.name}    ${formatAmount(line.amount, payment.currency)}`,
    ),
    '',
    `Tax: ${formatAmount(tax, payment.currency)}`,
    `Total: ${formatAmount(total, payment.currency)}`,
  ]
  return assemble(lines.slice(0, PAGE_LINES))
}

function assemble(lines: string[]): Buffer {
  const text = lines.map((line) => `(${escapePdf(line)}) Tj T*`).join('\n')
  const content = `BT /F1 11 Tf 16 TL 56 780 Td\n${text}\nET`
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>',
  ]
  let pdf = '%PDF-1.4\n'
  const offsets = objects.map((object, index) => {
    const offset = pdf.length
    pdf += `${index + 1} 0 obj\n${object}\nendobj\n`
    return `${String(offset).padStart(10, '0')} 00000 n \n`
  })
  const start = pdf.length
  const size = objects.length + 1
  pdf += `xref\n0 ${size}\n0000000000 65535 f \n${offsets.join('')}`
  pdf += `trailer\n<< /Size ${size} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`
  // One byte per character, so that the offsets counted in characters are offsets in bytes.
  return Buffer.from(pdf, 'latin1')
}

function escapePdf(line: string): string {
  return line.replace(/[\\()]/g, '\\$&').replace(/[^\x20-\x7e\xa0-\xff]/g, '?')
}
