import { Trophy } from 'lucide-react'
import Link from 'next/link'
import { Amount } from '@/components/ui/amount'
import { Card, CardDescription, CardHeader, CardTitle } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import type { Spender } from '@/lib/reports/overview'
import { listPath } from '../list/list-path'
import { nameAccount, userPath } from '../user/names'

function Name({ spender: { userId, email, kind, accountId } }: { spender: Spender }) {
  if (userId && email) {
    return (
      <Link href={userPath(userId, 'usage')} className="link truncate">
        {email}
      </Link>
    )
  }
  return <span className="text-muted-foreground">{nameAccount(kind, accountId)}</span>
}

/** Who spent most credits on calls in the period. */
export function Spenders({ spenders }: { spenders: Spender[] }) {
  return (
    <Card>
      <CardHeader>
        <CardTitle>Top spenders</CardTitle>
        <CardDescription>By credits spent on calls, before refunds.</CardDescription>
      </CardHeader>
      {spenders.length === 0 ? (
        <EmptyState icon={<Trophy />} title="Nobody spent anything in this period" />
      ) : (
        <>
          <ol className="mt-4 divide-y border-t">
            {spenders.map((spender, index) => (
              <li key={spender.accountId} className="flex items-baseline gap-3 px-5 py-2.5 text-sm sm:px-6">
                <span aria-hidden className="tabular w-5 text-muted-foreground text-xs">
                  {index + 1}
                </span>
                <span className="flex min-w-0 flex-1">
                  <Name spender={spender} />
                </span>
                <Amount value={spender.credits} unit className="font-medium" />
              </li>
            ))}
          </ol>
          <p className="border-t px-5 py-2.5 text-sm sm:px-6">
            <Link href={listPath('/admin/users', { sort: 'spending' })} className="link">
              All by spending
            </Link>
          </p>
        </>
      )}
    </Card>
  )
}
