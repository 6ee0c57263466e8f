import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { Suspense } from 'react'
import { z } from 'zod'
import { USER_VIEWS, type UserView, userPath } from '@/components/admin/user/names'
import { UserHeader } from '@/components/admin/user/user-header'
import { UserTabs } from '@/components/admin/user/user-tabs'
import { Card } from '@/components/ui/card'
import { Skeleton } from '@/components/ui/skeleton'
import { getCatalogue } from '@/lib/admin/catalogue/items'
import { readUser } from '@/lib/admin/people/read-user'
import { requireAdmin } from '@/lib/auth/session'
import { AppError } from '@/lib/errors'
import { View } from './view'

export const metadata: Metadata = { title: 'User' }

const Query = z.object({
  view: z.enum(Object.keys(USER_VIEWS) as [UserView, ...UserView[]]).catch('balance'),
  before: z.string().max(60).optional().catch(undefined),
})

async function User({ params, searchParams }: PageProps<'/admin/users/[id]'>) {
  const [{ id }, query] = [await params, Query.parse(await searchParams)]
  const { view, before } = query
  const admin = await requireAdmin(userPath(id, view, before))
  const found = readUser(admin.id, id).catch((error: unknown) => {
    if (error instanceof AppError && error.code === 'account_not_found') notFound()
    throw error
  })
  const [user, { plans }] = await Promise.all([found, getCatalogue(admin.id)])
  const planName = plans.find((plan) => plan.id === user.plan)?.name ?? user.plan
  return (
    <>
      <UserHeader user={user} planName={`${planName} plan`} />
      <UserTabs userId={user.id} view={view} />
      <Suspense key={`${view} ${before}`} fallback={<RowsSkeleton />}>
        <View adminId={admin.id} user={user} view={view} before={before} />
      </Suspense>
    </>
  )
}

function RowsSkeleton() {
  return (
    <Card>
      <div className="divide-y">
        {Array.from({ length: 6 }, (_, row) => `row-${row}`).map((key) => (
          <div key={key} className="flex h-15 items-center justify-between px-5 sm:px-6">
            <Skeleton className="h-4 w-48" />
            <Skeleton className="h-4 w-16" />
          </div>
        ))}
      </div>
    </Card>
  )
}

function UserSkeleton() {
  return (
    <>
      <Skeleton className="h-28 max-w-reading" />
      <Skeleton className="h-9" />
      <RowsSkeleton />
    </>
  )
}

export default function UserPage(props: PageProps<'/admin/users/[id]'>) {
  return (
    <div className="grid gap-6">
      <Suspense fallback={<UserSkeleton />}>
        <User {...props} />
      </Suspense>
    </div>
  )
}
