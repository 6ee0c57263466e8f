'use client'

import { FileCode } from 'lucide-react'
import { EmptyState } from '@/components/ui/empty-state'
import { postJson } from '@/lib/api-client'
import type { ProjectDetails } from '@/lib/projects/project'
import { TOOLS } from '@/lib/tools/catalogue'
import type { Viewer } from '../balance/viewer'
import { Runner } from '../runner/runner'
import type { Attempt, Charged } from '../runner/use-run'
import { CodeSkeleton } from './code-skeleton'
import { type Generated, GeneratedCode } from './generated-code'

type ProjectRunnerProps = {
  viewer: Viewer
  /** Credits for a program. */
  price: number
  project: ProjectDetails
  /** A place in a file to begin at. */
  place?: { path: string; line?: number }
}

/** A project as it is, and the button that writes its files (again). */
export function ProjectRunner({ viewer, price, project, place }: ProjectRunnerProps) {
  const { id, name, brief, files, summary } = project
  const hasFiles = files.length > 0
  const call = (attempt: Attempt) =>
    postJson<Generated & Charged>('/api/projects/start-workflow', { projectId: id }, attempt)
  return (
    <Runner<Generated>
      viewer={viewer}
      price={price}
      unit={TOOLS.code.unit}
      action={hasFiles ? 'Generate again' : 'Generate it'}
      activity="Generating"
      inputKey={id}
      call={call}
      fields={
        <div className="grid gap-2">
          <h2 className="font-medium text-sm leading-none">Brief</h2>
          <p className="whitespace-pre-wrap break-words text-muted-foreground text-sm leading-6">{brief}</p>
          {hasFiles ? (
            <p className="mt-2 text-muted-foreground text-sm">Generating again replaces the files.</p>
          ) : null}
        </div>
      }
      empty={
        hasFiles ? (
          <div className="p-5 sm:p-6">
            <GeneratedCode
              name={name}
              code={{ projectId: id, files, summary: summary ?? '' }}
              isElsewhere={false}
              place={place}
            />
          </div>
        ) : (
          <EmptyState
            icon={<FileCode />}
            title="No files yet"
            description="The last run did not come to an end, and cost nothing."
          />
        )
      }
      placeholder={<CodeSkeleton />}
    >
      {({ result }) => (result ? <GeneratedCode name={name} code={result} isElsewhere={false} /> : null)}
    </Runner>
  )
}
