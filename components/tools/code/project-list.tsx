import { ChevronRight, FolderCode } from 'lucide-react'
import Link from 'next/link'
import { Badge } from '@/components/ui/badge'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { LocalTime } from '@/components/ui/local-time'
import type { Project } from '@/lib/projects/project'

/** A project as lists need it. */
export type ListedProject = Pick<Project, 'id' | 'name' | 'createdAt' | 'generatedAt'>

/** Projects of before, newest first. */
export function ProjectList({ projects }: { projects: readonly ListedProject[] }) {
  return (
    <section aria-labelledby="projects-title" className="grid gap-4">
      <h2 id="projects-title" className="text-heading">
        Your projects
      </h2>
      <Card>
        {projects.length === 0 ? (
          <EmptyState
            icon={<FolderCode />}
            title="No projects yet"
            description="Every brief becomes a project, with its files and reviews to come back to."
          />
        ) : (
          <ul className="divide-y">
            {projects.map(({ id, name, createdAt, generatedAt }) => (
              <li key={id}>
                <Link
                  href={`/tools/code/${id}`}
                  className="flex items-center gap-4 px-5 py-3.5 transition-colors hover:bg-accent sm:px-6"
                >
                  <span className="grid min-w-0 gap-0.5">
                    <span className="truncate font-medium text-sm">{name}</span>
                    <span className="text-muted-foreground text-xs">
                      <LocalTime iso={createdAt} />
                    </span>
                  </span>
                  <span className="ml-auto flex shrink-0 items-center gap-3">
                    {generatedAt ? null : <Badge variant="warning">No files yet</Badge>}
                    <ChevronRight aria-hidden className="size-4 text-muted-foreground" />
                  </span>
                </Link>
              </li>
            ))}
          </ul>
        )}
      </Card>
    </section>
  )
}
