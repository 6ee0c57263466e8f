import { Suspense } from 'react'
import { AdminNav } from '@/components/admin/admin-nav'
import { getUser } from '@/lib/auth/session'

// Each page answers for itself, heading and all, that it does not exist for others; to them the frame shows nothing meanwhile.
async function Menu() {
  const user = await getUser()
  if (user?.role !== 'admin') return null
  return (
    <aside className="min-w-0 lg:w-44 lg:shrink-0">
      <AdminNav />
    </aside>
  )
}

/** The admin area: its menu beside or above the page. Holds the place of the menu, so that nothing moves when it comes. */
export default function AdminLayout({ children }: LayoutProps<'/admin'>) {
  return (
    <div className="flex flex-col gap-6 lg:flex-row lg:gap-10">
      <Suspense fallback={<div className="h-10 lg:h-auto lg:w-44 lg:shrink-0" />}>
        <Menu />
      </Suspense>
      <div className="min-w-0 flex-1">{children}</div>
    </div>
  )
}
