import { ArrowLeft } from 'lucide-react'
import type { Metadata } from 'next'
import Link from 'next/link'
import { notFound } from 'next/navigation'
import { Suspense } from 'react'
import { RunnerSkeleton } from '@/components/tools/catalogue/runner-skeleton'
import { ProjectRunner } from '@/components/tools/code/project-runner'
import { Findings } from '@/components/tools/review/findings'
import { Card } from '@/components/ui/card'
import { LocalTime } from '@/components/ui/local-time'
import { PageHeader } from '@/components/ui/page-header'
import { Skeleton } from '@/components/ui/skeleton'
import { requireUser } from '@/lib/auth/session'
import { AppError } from '@/lib/errors'
import { getProject } from '@/lib/projects/projects'
import { TOOLS } from '@/lib/tools/catalogue'
import { ToolGate } from '../../../tool-gate'

type Props = PageProps<'/tools/code/[projectId]'>

export const metadata: Metadata = { title: 'Project', robots: { index: false } }

async function Project({ params, searchParams }: Pick<Props, 'params' | 'searchParams'>) {
  const [{ projectId }, { file, line }] = await Promise.all([params, searchParams])
  const place = typeof file === 'string' ? { path: file, line: Number(line) || undefined } : undefined
  const query = place ? `?${new URLSearchParams({ file: place.path, line: String(place.line ?? '') })}` : ''
  const user = await requireUser(`/tools/code/${projectId}${query}`)
  const project = await getProject(user.id, projectId).catch((error: unknown) => {
    if (error instanceof AppError && error.status < 500) notFound()
    throw error
  })
  const { name, createdAt, review, files } = project
  return (
    <>
      <PageHeader
        title={name}
        description={
          <>
            Made on <LocalTime iso={createdAt} />
          </>
        }
      />
      <ToolGate tool={TOOLS.code}>
        {async (viewer, price) => (
          <ProjectRunner viewer={viewer} price={price} project={project} place={place} />
        )}
      </ToolGate>
      {review ? (
        <section aria-labelledby="review-title" className="grid gap-4">
          <h2 id="review-title" className="text-heading">
            Last review, <LocalTime iso={review.createdAt} />
          </h2>
          <Card className="p-5 sm:p-6">
            <Findings
              projectId={project.id}
              summary={review.summary}
              findings={review.findings}
              files={files}
            />
          </Card>
        </section>
      ) : null}
    </>
  )
}

export default function ProjectPage({ params, searchParams }: Props) {
  return (
    <div className="grid grid-cols-1 gap-8">
      <Link
        href="/tools/code"
        className="-mb-4 inline-flex w-fit items-center gap-1.5 rounded-sm text-muted-foreground text-sm transition-colors hover:text-foreground"
      >
        <ArrowLeft aria-hidden className="size-4" />
        All projects
      </Link>
      <Suspense
        fallback={
          <>
            <Skeleton className="h-14 w-72" />
            <RunnerSkeleton />
          </>
        }
      >
        <Project params={params} searchParams={searchParams} />
      </Suspense>
    </div>
  )
}
