import type { Metadata } from 'next'
import Link from 'next/link'
import { STATUS_ACTION } from '@/components/brand/status-action'
import { StatusPage } from '@/components/brand/status-page'

export const metadata: Metadata = { title: 'Page not found' }

export default function NotFound() {
  return (
    <StatusPage
      code="404"
      title="This page does not exist"
      description="The address may be mistyped, or the page has moved."
    >
      <Link href="/dashboard" className={STATUS_ACTION.main}>
        Go to your dashboard
      </Link>
      <Link href="/" className={STATUS_ACTION.other}>
        Back to home
      </Link>
    </StatusPage>
  )
}
