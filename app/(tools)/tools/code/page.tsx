import type { Metadata } from 'next'
import { Suspense } from 'react'
import { RunnerSkeleton } from '@/components/tools/catalogue/runner-skeleton'
import { CodeSample } from '@/components/tools/catalogue/samples'
import { CodeWriter } from '@/components/tools/code/code-writer'
import { PageHeader } from '@/components/ui/page-header'
import { getStructuredModel } from '@/lib/ai/structured'
import { listProjects } from '@/lib/projects/projects'
import { TOOLS } from '@/lib/tools/catalogue'
import { ToolGate } from '../../tool-gate'

const { code: TOOL } = TOOLS

export const metadata: Metadata = { title: TOOL.name, description: TOOL.description }

export default function CodePage() {
  return (
    <div className="grid grid-cols-1 gap-8">
      <PageHeader title={TOOL.name} description={TOOL.description} />
      <Suspense fallback={<RunnerSkeleton />}>
        <ToolGate
          tool={TOOL}
          sample={<CodeSample />}
          points={[
            'Complete files to look at, copy and download',
            'Every project kept, with its reviews, to come back to',
          ]}
        >
          {async (viewer, price) => (
            <CodeWriter
              viewer={viewer}
              price={price}
              isDemo={getStructuredModel() === undefined}
              projects={viewer.kind === 'user' ? await listProjects(viewer.userId) : []}
            />
          )}
        </ToolGate>
      </Suspense>
    </div>
  )
}
