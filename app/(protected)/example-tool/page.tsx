import type { Metadata } from 'next'
import { Suspense } from 'react'
import { TextTool } from '@/components/tools/text-tool'
import { PageHeader } from '@/components/ui/page-header'
import { Skeleton } from '@/components/ui/skeleton'
import { getTextModel } from '@/lib/ai/text-model'
import { getFeatureCost } from '@/lib/credits/feature-cost'
import { loadViewer } from '../viewer'

export const metadata: Metadata = { title: 'Example tool' }

async function Tool() {
  const { user, balance } = await loadViewer('/example-tool')
  const cost = user.role === 'admin' ? 0 : await getFeatureCost('text-generation')
  return (
    <TextTool
      userId={user.id}
      balance={balance}
      cost={cost}
      path="/api/example-protected"
      label="What should it say?"
      placeholder="A friendly reminder that the library closes early on Friday"
      isDemo={getTextModel().isDemo}
    />
  )
}

export default function ExampleToolPage() {
  return (
    <div className="grid gap-8 lg:max-w-reading">
      <PageHeader
        title="Example tool"
        description="The smallest paid tool there is. Say what you need written; a run that fails costs nothing."
      />
      <Suspense fallback={<Skeleton className="h-72 rounded-xl" />}>
        <Tool />
      </Suspense>
    </div>
  )
}
