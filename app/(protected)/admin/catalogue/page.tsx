import type { Metadata } from 'next'
import { type ReactNode, Suspense } from 'react'
import { BonusList } from '@/components/admin/catalogue/items/bonus-list'
import { PackageList, PlanList } from '@/components/admin/catalogue/items/item-lists'
import { NewPackageDialog } from '@/components/admin/catalogue/items/package-dialog'
import { NewPlanDialog } from '@/components/admin/catalogue/items/plan-dialog'
import { TopUpRow } from '@/components/admin/catalogue/items/top-up-row'
import { NewPriceDialog } from '@/components/admin/catalogue/prices/price-dialog'
import { PriceList } from '@/components/admin/catalogue/prices/price-list'
import { ListSkeleton } from '@/components/admin/list/list-skeleton'
import { PageHeader } from '@/components/ui/page-header'
import { getCatalogue } from '@/lib/admin/catalogue/items'
import { requireAdmin } from '@/lib/auth/session'

export const metadata: Metadata = { title: 'Catalogue' }

type SectionProps = { title: string; action?: ReactNode; children: ReactNode }

function Section({ title, action, children }: SectionProps) {
  return (
    <section className="grid gap-3">
      <div className="flex min-h-8 items-center justify-between gap-4">
        <h2 className="text-heading">{title}</h2>
        {action}
      </div>
      {children}
    </section>
  )
}

async function Everything() {
  const admin = await requireAdmin('/admin/catalogue')
  const { prices, packages, plans, bonuses, topUp } = await getCatalogue(admin.id)
  return (
    <>
      <PageHeader
        title="Catalogue"
        description="What is for sale and what features cost. Existing purchases and subscriptions keep their price and credits."
      />
      <Section title="Feature prices" action={<NewPriceDialog prices={prices} />}>
        <PriceList prices={prices} />
      </Section>
      <Section title="Packages" action={<NewPackageDialog position={packages.length + 1} />}>
        <PackageList packages={packages} />
      </Section>
      <Section title="Plans" action={<NewPlanDialog position={plans.length + 1} />}>
        <PlanList plans={plans} />
      </Section>
      <Section title="Bonuses">
        <BonusList bonuses={bonuses} />
      </Section>
      <Section title="Automatic top-up">
        <TopUpRow item={topUp} />
      </Section>
    </>
  )
}

export default function CataloguePage() {
  return (
    <div className="grid grid-cols-1 gap-8">
      <Suspense fallback={<ListSkeleton />}>
        <Everything />
      </Suspense>
    </div>
  )
}
