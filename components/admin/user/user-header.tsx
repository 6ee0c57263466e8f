import { ArrowLeft } from 'lucide-react'
import Link from 'next/link'
import { Badge } from '@/components/ui/badge'
import { LocalTime } from '@/components/ui/local-time'
import { PageHeader } from '@/components/ui/page-header'
import type { UserAccount } from '@/lib/admin/shapes/user'
import { AdjustDialog } from './adjust-dialog'

/** Who this is, with what an admin can do for them. */
export function UserHeader({ user, planName }: { user: UserAccount; planName: string }) {
  const { id, email, name, role, available, debt, createdAt, lastActiveAt } = user
  return (
    <div className="grid gap-3">
      <Link
        href="/admin/users"
        className="inline-flex w-fit items-center gap-1.5 rounded-md text-muted-foreground text-sm hover:text-foreground"
      >
        <ArrowLeft aria-hidden className="size-4" />
        Users
      </Link>
      <PageHeader
        title={<span className="wrap-anywhere">{name ?? email}</span>}
        description={
          <span className="flex flex-wrap items-center gap-x-3 gap-y-1.5 text-sm">
            {name ? <span className="wrap-anywhere">{email}</span> : null}
            <Badge variant="outline">{planName}</Badge>
            {role === 'admin' ? <Badge variant="brand">Admin</Badge> : null}
            <span>
              Joined <LocalTime iso={createdAt} dateOnly />
            </span>
            <span>
              Active <LocalTime iso={lastActiveAt} />
            </span>
          </span>
        }
        actions={<AdjustDialog userId={id} email={email} available={available} debt={debt} />}
      />
      <p className="wrap-anywhere font-mono text-muted-foreground text-xs">{id}</p>
    </div>
  )
}
