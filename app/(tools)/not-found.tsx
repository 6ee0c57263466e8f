import Link from 'next/link'
import { Button } from '@/components/ui/button'
import { PageHeader } from '@/components/ui/page-header'

/** In place of a project that does not exist or is not theirs; the frame around it stays. */
export default function NotFound() {
  return (
    <div className="grid max-w-reading gap-8">
      <PageHeader
        title="This page does not exist"
        description="The address may be mistyped, or it belongs to another account."
      />
      <div>
        <Button asChild>
          <Link href="/tools">See the tools</Link>
        </Button>
      </div>
    </div>
  )
}
