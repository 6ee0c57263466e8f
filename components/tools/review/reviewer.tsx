'use client'

import { ClipboardCheck } from 'lucide-react'
import Link from 'next/link'
import { useState } from 'react'
import { Alert } from '@/components/ui/alert'
import { EmptyState } from '@/components/ui/empty-state'
import { LocalTime } from '@/components/ui/local-time'
import { Skeleton } from '@/components/ui/skeleton'
import { postJson } from '@/lib/api-client'
import type { Finding, ProjectDetails, ProjectFile } from '@/lib/projects/project'
import { TOOLS } from '@/lib/tools/catalogue'
import type { Viewer } from '../balance/viewer'
import type { ListedProject } from '../code/project-list'
import { DemoBadge } from '../demo-badge'
import { Runner } from '../runner/runner'
import type { Attempt, Charged } from '../runner/use-run'
import { Findings } from './findings'

type Answer = { reviewId: string; projectId: string; summary: string; findings: Finding[] }
type Review = Answer & { files: readonly ProjectFile[] }

type ReviewerProps = {
  viewer: Viewer
  /** Credits for a review. */
  price: number
  isDemo: boolean
  /** Those that have files, the chosen one and then the newest first; at least one. */
  projects: readonly ListedProject[]
  /** The one to begin with; null when the one that was asked for is not there. */
  chosenId: string | null
  /** Whether there are more than those. */
  hasOlder: boolean
}

/** Project in, findings out. */
export function Reviewer({ viewer, price, isDemo, projects, chosenId, hasOlder }: ReviewerProps) {
  const [projectId, setProjectId] = useState(chosenId)

  async function call(attempt: Attempt): Promise<Review & Charged> {
    const review = await postJson<Answer & Charged>('/api/review/generate', { projectId }, attempt)
    // Only to show the lines that are meant: a review without them is still a review.
    const project: ProjectDetails | undefined = await fetch(`/api/projects/${projectId}`)
      .then((response) => (response.ok ? response.json() : undefined))
      .catch(() => undefined)
    return { ...review, files: project?.files ?? [] }
  }

  return (
    <Runner<Review>
      viewer={viewer}
      price={price}
      unit={TOOLS.review.unit}
      action="Review it"
      activity="Reviewing"
      inputKey={projectId}
      call={call}
      fields={
        <>
          {isDemo ? <DemoBadge>Demo model: built-in rules</DemoBadge> : null}
          {projectId === null ? (
            <Alert variant="warning" title="This project can’t be reviewed">
              It was deleted or has no files yet. Choose another one.
            </Alert>
          ) : null}
          <fieldset className="min-w-0">
            <legend className="mb-2 font-medium text-sm leading-none">Which project?</legend>
            <div className="-mx-1 grid max-h-80 gap-2 overflow-y-auto p-1">
              {projects.map(({ id, name, createdAt }) => (
                <label
                  key={id}
                  className="flex cursor-pointer items-start gap-3 rounded-lg border px-3 py-2.5 transition-colors hover:bg-accent has-checked:border-brand has-checked:bg-brand-muted has-focus-visible:outline-2 has-focus-visible:outline-ring"
                >
                  <input
                    type="radio"
                    name="project"
                    required
                    value={id}
                    checked={id === projectId}
                    onChange={() => setProjectId(id)}
                    className="mt-1 accent-brand outline-none"
                  />
                  <span className="grid min-w-0 gap-0.5">
                    <span className="truncate font-medium text-sm">{name}</span>
                    <span className="text-muted-foreground text-xs">
                      <LocalTime iso={createdAt} />
                    </span>
                  </span>
                </label>
              ))}
            </div>
            {hasOlder ? (
              <p className="mt-3 text-muted-foreground text-sm">
                Older ones are reviewed from{' '}
                <Link href="/tools/code#projects-title" className="link">
                  your projects
                </Link>
                .
              </p>
            ) : null}
          </fieldset>
        </>
      }
      empty={
        <EmptyState
          icon={<ClipboardCheck />}
          title="The findings appear here"
          description="The worst first, each with its file and line and what to do instead."
        />
      }
      placeholder={
        <div className="grid gap-3">
          <Skeleton className="h-4 w-4/5" />
          <Skeleton className="h-28 w-full rounded-lg" />
          <Skeleton className="h-28 w-full rounded-lg" />
        </div>
      }
    >
      {({ result }) =>
        result ? (
          <>
            <h2 className="sr-only">Findings</h2>
            <Findings {...result} />
          </>
        ) : null
      }
    </Runner>
  )
}
