import Link from 'next/link'
import { listPath } from './list-path'

/** A payment's id, leading to its webhook events, also from a row that leads elsewhere. */
export function PaymentLink({ id }: { id: string }) {
  return (
    <Link
      href={listPath('/admin/webhooks', { q: id })}
      prefetch={false}
      className="relative break-all font-mono underline-offset-4 hover:text-foreground hover:underline"
    >
      {id}
      <span className="sr-only">, its webhook events</span>
    </Link>
  )
}
