import { ChevronRight, FolderCode, Trash2 } from 'lucide-react'
import Link from 'next/link'
import { toast } from 'sonner'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { EmptyState } from '@/components/ui/empty-state'
import { LocalTime } from '@/components/ui/local-time'
import { PageLinks, type PageLinksProps } from '@/components/ui/page-links'
import type { Project } from '@/lib/projects/project'

/** A project as lists need it. */
export type ListedProject = Pick<Project, 'id' | 'name' | 'createdAt' | 'generatedAt'>

type ProjectListProps = PageLinksProps & {
  projects: readonly ListedProject[]
  onDelete: (id: string) => Promise<void>
}

/** A page of the projects of before, newest first. */
export function ProjectList({ projects, newest, older, onDelete }: ProjectListProps) {
  return (
    <section aria-labelledby="projects-title" className="grid gap-4">
      <h2 id="projects-title" tabIndex={-1} className="text-heading outline-none">
        Your projects
      </h2>
      <Card>
        {projects.length === 0 ? (
          <EmptyState
            icon={<FolderCode />}
            title={newest ? 'Nothing older' : 'No projects yet'}
            description="Every brief becomes a project, with its files and reviews to come back to."
          />
        ) : (
          <ul className="divide-y">
            {projects.map(({ id, name, createdAt, generatedAt }) => (
              <li key={id} className="flex items-center pr-3 transition-colors hover:bg-accent sm:pr-4">
                <Link
                  href={`/tools/code/${id}`}
                  className="flex min-w-0 flex-1 items-center gap-4 py-3.5 pr-3 pl-5 sm:pl-6"
                >
                  <span className="grid min-w-0 gap-0.5">
                    <span className="line-clamp-2 break-words font-medium text-sm">{name}</span>
                    <span className="text-muted-foreground text-xs">
                      <LocalTime iso={createdAt} />
                    </span>
                  </span>
                  <span className="ml-auto flex shrink-0 items-center gap-3">
                    {generatedAt ? null : <Badge variant="warning">No files yet</Badge>}
                    <ChevronRight aria-hidden className="size-4 text-muted-foreground" />
                  </span>
                </Link>
                <ConfirmDialog
                  trigger={
                    <Button variant="ghost" size="icon" aria-label={`Delete ${name}`}>
                      <Trash2 aria-hidden />
                    </Button>
                  }
                  title={`Delete ${name}?`}
                  description="Its files and reviews are gone for good, and the credits they cost do not come back."
                  action="Delete project"
                  focusAfter="projects-title"
                  onConfirm={async () => {
                    await onDelete(id)
                    toast.success(`${name} is deleted`)
                  }}
                />
              </li>
            ))}
          </ul>
        )}
      </Card>
      <PageLinks newest={newest} older={older} />
    </section>
  )
}
