import { Badge } from '@/components/ui/badge'
import { LocalTime } from '@/components/ui/local-time'
import { PageHeader } from '@/components/ui/page-header'
import type { UserAccount } from '@/lib/admin/shapes/user'
import { BackLink } from '../list/back-link'
import { AdjustDialog } from './adjust-dialog'

/** Who this is, with what an admin can do for them. */
export function UserHeader({ user, planName }: { user: UserAccount; planName: string }) {
  const { id, email, name, role, available, debt, createdAt, lastActiveAt } = user
  return (
    <>
      <BackLink href="/admin/users">Users</BackLink>
      <PageHeader
        title={<span className="wrap-anywhere">{name ?? email}</span>}
        description={
          <span className="mt-1 flex flex-wrap items-center gap-x-3 gap-y-1.5 text-sm">
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
    </>
  )
}
