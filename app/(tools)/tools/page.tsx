import type { Metadata } from 'next'
import { connection } from 'next/server'
import { type ReactNode, Suspense } from 'react'
import { ExampleLink } from '@/components/tools/catalogue/example-link'
import { PriceTag } from '@/components/tools/catalogue/price-tag'
import { ToolCard } from '@/components/tools/catalogue/tool-card'
import { Badge } from '@/components/ui/badge'
import { PageHeader } from '@/components/ui/page-header'
import { Skeleton } from '@/components/ui/skeleton'
import { demoPeople } from '@/lib/auth/sign-in-options'
import { TOOLS, type Tool } from '@/lib/tools/catalogue'
import { getToolPrice, isToolReady } from '@/lib/tools/offers'
import { loadToolViewer } from '../viewer'

export const metadata: Metadata = {
  title: 'Tools',
  description:
    'Text, pictures, code and reviews, each with its price in credits. Two of them without an account.',
}

const ALL: readonly Tool[] = Object.values(TOOLS)
const READY = ALL.filter(isToolReady)
const WAITING = ALL.filter((tool) => !isToolReady(tool))
const GRID = 'grid gap-4 sm:grid-cols-2 lg:grid-cols-4'

async function Price({ tool }: { tool: Tool }) {
  // Today's price, not that of the build.
  await connection()
  return <PriceTag price={await getToolPrice(tool)} unit={tool.unit} />
}

/** For visitors: who has an account pays for every run. */
async function TryFree() {
  const viewer = await loadToolViewer()
  return viewer.kind === 'visitor' ? <Badge variant="success">Try free</Badge> : null
}

/** What is of no use to customers: for admins, and for everybody on a local stack. */
async function ForDevelopers({ children }: { children: ReactNode }) {
  const viewer = await loadToolViewer()
  const isDeveloper = demoPeople().length > 0 || (viewer.kind === 'user' && viewer.isAdmin)
  return isDeveloper ? children : null
}

function Cards({ tools, className }: { tools: readonly Tool[]; className: string }) {
  return (
    <ul className={className}>
      {tools.map((tool) => (
        <ToolCard
          key={tool.id}
          tool={tool}
          isReady={isToolReady(tool)}
          price={
            <Suspense fallback={<Skeleton className="h-5 w-32" />}>
              <Price tool={tool} />
            </Suspense>
          }
          badge={
            tool.access === 'lead' ? (
              <Suspense>
                <TryFree />
              </Suspense>
            ) : null
          }
        />
      ))}
    </ul>
  )
}

export default function ToolsPage() {
  return (
    <div className="grid gap-8">
      <PageHeader
        title="Tools"
        description="You see the price before each run. A failed run costs nothing."
      />
      <section aria-labelledby="ready-title">
        <h2 id="ready-title" className="sr-only">
          Ready to use
        </h2>
        <Cards tools={READY} className={GRID} />
      </section>
      {WAITING.length > 0 ? (
        <section aria-labelledby="waiting-title" className="grid gap-4">
          <div className="grid gap-1">
            <h2 id="waiting-title" className="text-heading">
              Not available yet
            </h2>
            <p className="max-w-reading text-muted-foreground text-sm leading-6">
              They can’t be run yet, and nothing is charged.{' '}
              <Suspense>
                <ForDevelopers>
                  Each has a price and a route, and waits for a provider in{' '}
                  <code className="font-mono text-[0.8125rem] text-foreground">lib/ai/media/provider.ts</code>{' '}
                  and for a page.
                </ForDevelopers>
              </Suspense>
            </p>
          </div>
          <Cards tools={WAITING} className="grid gap-4 md:grid-cols-3" />
        </section>
      ) : null}
      <Suspense>
        <ForDevelopers>
          <ExampleLink />
        </ForDevelopers>
      </Suspense>
    </div>
  )
}
