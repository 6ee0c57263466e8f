import type { Metadata } from 'next'
import { Suspense } from 'react'
import { z } from 'zod'
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

const PATH = '/tools/code'
/** The list, which is below the tool. */
const LIST = '#projects-title'
const Query = z.object({ before: z.iso.datetime({ offset: true }).optional().catch(undefined) })

async function Tool({ searchParams }: Pick<PageProps<typeof PATH>, 'searchParams'>) {
  const { before } = Query.parse(await searchParams)
  return (
    <ToolGate
      tool={TOOL}
      sample={<CodeSample />}
      points={[
        'Complete files to look at, copy and download',
        'Every project kept, with its reviews, to come back to',
      ]}
    >
      {async (viewer, price) => {
        const { projects, nextBefore } =
          viewer.kind === 'user'
            ? await listProjects(viewer.userId, { before })
            : { projects: [], nextBefore: null }
        return (
          <CodeWriter
            viewer={viewer}
            price={price}
            isDemo={getStructuredModel() === undefined}
            projects={projects}
            newest={before ? `${PATH}${LIST}` : null}
            older={nextBefore ? `${PATH}?before=${encodeURIComponent(nextBefore)}${LIST}` : null}
          />
        )
      }}
    </ToolGate>
  )
}

export default function CodePage({ searchParams }: PageProps<typeof PATH>) {
  return (
    <div className="grid grid-cols-1 gap-8">
      <PageHeader title={TOOL.name} description={TOOL.description} />
      <Suspense fallback={<RunnerSkeleton />}>
        <Tool searchParams={searchParams} />
      </Suspense>
    </div>
  )
}
