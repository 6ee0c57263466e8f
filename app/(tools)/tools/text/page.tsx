import type { Metadata } from 'next'
import { Suspense } from 'react'
import { RunnerSkeleton } from '@/components/tools/catalogue/runner-skeleton'
import { TextWriter } from '@/components/tools/text/text-writer'
import { PageHeader } from '@/components/ui/page-header'
import { getTextModel } from '@/lib/ai/text-model'
import { TOOLS } from '@/lib/tools/catalogue'
import { ToolGate } from '../../tool-gate'

const { text: TOOL } = TOOLS

export const metadata: Metadata = { title: TOOL.name, description: TOOL.description }

export default function TextPage() {
  return (
    <div className="grid grid-cols-1 gap-8">
      <PageHeader title={TOOL.name} description={TOOL.description} />
      <Suspense fallback={<RunnerSkeleton />}>
        <ToolGate tool={TOOL}>
          {async (viewer, price) => (
            <TextWriter viewer={viewer} price={price} isDemo={getTextModel().isDemo} />
          )}
        </ToolGate>
      </Suspense>
    </div>
  )
}
