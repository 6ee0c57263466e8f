import { FolderCode } from 'lucide-react'
import type { Metadata } from 'next'
import Link from 'next/link'
import { Suspense } from 'react'
import { RunnerSkeleton } from '@/components/tools/catalogue/runner-skeleton'
import { ReviewSample } from '@/components/tools/catalogue/samples'
import { Reviewer } from '@/components/tools/review/reviewer'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { PageHeader } from '@/components/ui/page-header'
import { getStructuredModel } from '@/lib/ai/structured'
import { findProject, listProjects } from '@/lib/projects/projects'
import { TOOLS } from '@/lib/tools/catalogue'
import { ToolGate } from '../../tool-gate'

const { review: TOOL } = TOOLS

export const metadata: Metadata = { title: TOOL.name, description: TOOL.description }

function NothingYet() {
  return (
    <Card>
      <EmptyState
        icon={<FolderCode />}
        title="No code to review yet"
        description="Reviews read the files of your projects. Generate some first."
        action={
          <Button asChild>
            <Link href="/tools/code">Generate code</Link>
          </Button>
        }
      />
    </Card>
  )
}

async function Tool({ searchParams }: Pick<PageProps<'/tools/review'>, 'searchParams'>) {
  const { project: wished } = await searchParams
  return (
    <ToolGate
      tool={TOOL}
      sample={<ReviewSample />}
      points={['Findings by severity, each with its file, its line and what to do instead']}
    >
      {async (viewer, price) => {
        if (viewer.kind !== 'user') return <NothingYet />
        const [{ projects, nextBefore }, found] = await Promise.all([
          listProjects(viewer.userId, { hasFiles: true }),
          typeof wished === 'string' ? findProject(viewer.userId, wished) : null,
        ])
        const [newest] = projects
        if (!newest) return <NothingYet />
        const chosen = wished === undefined ? newest : found?.generatedAt ? found : null
        return (
          <Reviewer
            key={chosen?.id}
            viewer={viewer}
            price={price}
            isDemo={getStructuredModel() === undefined}
            projects={chosen ? [chosen, ...projects.filter(({ id }) => id !== chosen.id)] : projects}
            chosenId={chosen?.id ?? null}
            hasOlder={nextBefore !== null}
          />
        )
      }}
    </ToolGate>
  )
}

export default function ReviewPage({ searchParams }: PageProps<'/tools/review'>) {
  return (
    <div className="grid grid-cols-1 gap-8">
      <PageHeader title={TOOL.name} description={TOOL.description} />
      <Suspense fallback={<RunnerSkeleton />}>
        <Tool searchParams={searchParams} />
      </Suspense>
    </div>
  )
}
