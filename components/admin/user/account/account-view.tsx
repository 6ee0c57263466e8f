import type { Route } from 'next'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { Button } from '@/components/ui/button'
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from '@/components/ui/card'
import { LocalTime } from '@/components/ui/local-time'
import type { UserAccount } from '@/lib/admin/shapes/user'
import { Facts } from '../../list/facts'
import { AccountDialog } from './account-dialog'

type AccountViewProps = { user: UserAccount; isOwn: boolean }

function Section({ title, about, children }: { title: string; about: ReactNode; children: ReactNode }) {
  return (
    <Card>
      <CardHeader>
        <CardTitle>{title}</CardTitle>
        <CardDescription className="max-w-reading">{about}</CardDescription>
      </CardHeader>
      <CardContent>{children}</CardContent>
    </Card>
  )
}

function Role({ user: { id, email, role }, isOwn }: AccountViewProps) {
  const isAdmin = role === 'admin'
  const common = { email, path: `/api/admin/users/${id}/role` }
  return (
    <Section
      title="Role"
      about={
        isAdmin
          ? 'Admin: can do everything in this area and is not charged for calls. Removing the role takes effect at once, in every open tab.'
          : 'User: sees only their own account. An admin can do everything in this area, including adjusting any balance and making more admins.'
      }
    >
      {isAdmin ? (
        <AccountDialog
          {...common}
          trigger={<Button variant="outline">Remove admin role</Button>}
          title="Remove the admin role?"
          description={
            isOwn
              ? 'This is you: you lose access at once. Credits and history stay.'
              : 'They lose access to this area at once. Credits and history stay.'
          }
          body={{ role: 'user' }}
          action="Remove role"
          done="The admin role is removed."
          isDestructive
        />
      ) : (
        <AccountDialog
          {...common}
          trigger={<Button variant="outline">Make an admin</Button>}
          title="Make this person an admin?"
          description="They can then see and change everything here: people, balances, prices, refunds and admins."
          body={{ role: 'admin' }}
          action="Make an admin"
          done="They are an admin now."
        />
      )}
    </Section>
  )
}

function Deletion({ user: { id, email, role, hasActed } }: { user: UserAccount }) {
  return (
    <Section
      title="Delete the account"
      about="For somebody who asks to be forgotten and can’t do it under Settings. Plans and automatic top-ups end at once, credits are lost, and name, address, files and messages are deleted. The ledger and payment records stay, without a name. Nothing is refunded: refund purchases first if you want to."
    >
      <AccountDialog
        email={email}
        path={`/api/admin/users/${id}/delete`}
        trigger={<Button variant="destructive">Delete account</Button>}
        title="Delete this account for good?"
        description={
          role === 'admin' || hasActed
            ? 'This can’t be undone. They get one last mail about it. The audit log then shows an id instead of their name.'
            : 'This can’t be undone. They get one last mail about it.'
        }
        action="Delete for good"
        done="The account is deleted."
        next={'/admin/users' as Route}
        isDestructive
      />
    </Section>
  )
}

/** Who somebody is to the app and to Dodo, and what an admin can change about that. */
export function AccountView({ user, isOwn }: AccountViewProps) {
  const { id, email, name, dodoCustomerId, createdAt } = user
  return (
    <div className="grid gap-6">
      <Card>
        <CardContent>
          <Facts
            items={[
              ['Name', name],
              ['Email address', email],
              ['Joined', <LocalTime key="joined" iso={createdAt} />],
              [
                'Id',
                <span key="id" className="font-mono text-[0.8125rem]">
                  {id}
                </span>,
              ],
              [
                'Customer at Dodo',
                dodoCustomerId ? (
                  <span className="font-mono text-[0.8125rem]">{dodoCustomerId}</span>
                ) : (
                  'None yet: it comes with the first payment'
                ),
              ],
            ]}
          />
        </CardContent>
      </Card>
      <Role user={user} isOwn={isOwn} />
      {isOwn ? (
        <p className="text-muted-foreground text-sm">
          This is you. Your own account is deleted under{' '}
          <Link className="link" href="/settings/data">
            Settings
          </Link>
          .
        </p>
      ) : (
        <Deletion user={user} />
      )}
    </div>
  )
}
