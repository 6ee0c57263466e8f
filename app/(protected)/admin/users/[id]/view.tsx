import Link from 'next/link'
import type { ReactNode } from 'react'
import { AuditList } from '@/components/admin/audit/audit-list'
import { listPath } from '@/components/admin/list/list-path'
import { PlanPaymentList } from '@/components/admin/records/plan-payment-list'
import { AccountView } from '@/components/admin/user/account/account-view'
import { BalanceView } from '@/components/admin/user/balance-view'
import { type UserView, userPath } from '@/components/admin/user/names'
import { Notes } from '@/components/admin/user/notes'
import { GrantRows, MailRows, UsageRows } from '@/components/admin/user/rows/other-rows'
import { PurchaseRows, SubscriptionRows } from '@/components/admin/user/rows/payment-rows'
import { TransactionRows } from '@/components/admin/user/rows/transaction-rows'
import { PageLinks } from '@/components/ui/page-links'
import { listAdminActions } from '@/lib/admin/audit'
import { searchPlanPayments } from '@/lib/admin/operations/lists'
import { readNotes } from '@/lib/admin/people/notes'
import {
  readGrants,
  readMails,
  readPurchases,
  readSubscriptions,
  readTransactions,
  readUsage,
} from '@/lib/admin/people/user-rows'
import type { UserAccount } from '@/lib/admin/shapes/user'
import { BeforeQuery, type Page } from '@/lib/page'

type ViewProps = { adminId: string; user: UserAccount; view: UserView; before?: string }

/** One view of somebody: read when it is looked at, page by page. */
export async function View({ adminId, user, view, before }: ViewProps) {
  const ids = [adminId, user.id, before] as const
  const page: Pager = ({ rows, nextBefore }, list) => (
    <>
      {list(rows)}
      <PageLinks
        newest={before ? userPath(user.id, view) : null}
        older={nextBefore ? userPath(user.id, view, String(nextBefore)) : null}
      />
    </>
  )
  switch (view) {
    case 'balance':
      return <BalanceView user={user} />
    case 'transactions':
      return page(await readTransactions(...ids), (rows) => <TransactionRows userId={user.id} rows={rows} />)
    case 'grants':
      return page(await readGrants(...ids), (rows) => <GrantRows rows={rows} />)
    case 'usage':
      return page(await readUsage(...ids), (rows) => <UsageRows rows={rows} />)
    case 'mail':
      return page(await readMails(...ids), (rows) => <MailRows rows={rows} />)
    case 'notes':
      return <Notes userId={user.id} notes={await readNotes(adminId, user.id)} />
    case 'payments':
      return <Payments ids={ids} page={page} />
    case 'audit':
      return <Trail adminId={adminId} user={user} before={before} page={page} />
    case 'account':
      return <AccountView user={user} isOwn={user.id === adminId} />
  }
}

type Pager = <Row extends { id: number | string }>(
  page: Page<Row>,
  list: (rows: Row[]) => ReactNode,
) => ReactNode

async function Payments({ ids, page }: { ids: readonly [string, string, string?]; page: Pager }) {
  const [subscriptions, planPayments, purchases] = await Promise.all([
    readSubscriptions(ids[0], ids[1]),
    searchPlanPayments(ids[0], { search: ids[1] }),
    readPurchases(...ids),
  ])
  return (
    <div className="grid gap-6">
      <section className="grid gap-3">
        <h2 className="text-heading">Subscriptions</h2>
        <SubscriptionRows rows={subscriptions} />
      </section>
      <section className="grid gap-3">
        <h2 className="text-heading">Purchases</h2>
        {page(purchases, (rows) => (
          <PurchaseRows rows={rows} />
        ))}
      </section>
      {planPayments.rows.length > 0 ? (
        <section className="grid gap-3">
          <div className="flex items-baseline justify-between gap-4">
            <h2 className="text-heading">Plan payments</h2>
            {planPayments.nextBefore ? (
              <Link
                href={listPath('/admin/plan-payments', { q: ids[1] })}
                className="text-brand text-sm underline-offset-4 hover:underline"
              >
                All of them
              </Link>
            ) : null}
          </div>
          <PlanPaymentList payments={planPayments.rows} isNarrowed isOfOne />
          <p className="text-muted-foreground text-xs">
            Plan payments are refunded at Dodo; the credits are taken back automatically.
          </p>
        </section>
      ) : null}
    </div>
  )
}

async function Trail({ adminId, user, before, page }: Omit<ViewProps, 'view'> & { page: Pager }) {
  const filter = { admin: '', target: user.id, action: '' }
  const trail = await listAdminActions(adminId, filter, { before: BeforeQuery.parse(before) })
  return (
    <>
      {page(trail, (rows) => (
        <AuditList actions={rows} isNarrowed={false} />
      ))}
      <p className="flex flex-wrap gap-x-4 gap-y-1 text-sm">
        <Link className="link" href={listPath('/admin/audit', { target: user.id })}>
          Open in the audit log
        </Link>
        {user.role === 'admin' || user.hasActed ? (
          <Link className="link" href={listPath('/admin/audit', { admin: user.id })}>
            What they did
          </Link>
        ) : null}
      </p>
    </>
  )
}
