import { ArrowRight } from 'lucide-react'
import Link from 'next/link'
import { Button } from '@/components/ui/button'
import type { ProjectFile } from '@/lib/projects/project'
import { FileBrowser } from './file-browser'

/** What generating code answers. */
export type Generated = { projectId: string; summary: string; files: ProjectFile[] }

type GeneratedCodeProps = {
  name: string
  code: Generated
  /** Whether there is a page to go to, or this is that page. */
  isElsewhere: boolean
  place?: { path: string; line?: number }
}

/** A project's files with what they are, and what to do next. Fills the result's card up to its edges. */
export function GeneratedCode({ name, code, isElsewhere, place }: GeneratedCodeProps) {
  return (
    <div className="-m-5 sm:-m-6">
      <div className="grid gap-3 border-b px-5 py-4 sm:px-6">
        <p className="max-w-reading text-sm">{code.summary}</p>
        <div className="flex flex-wrap gap-2">
          {isElsewhere ? (
            <Button asChild size="sm" variant="outline">
              <Link href={`/tools/code/${code.projectId}`}>Open the project</Link>
            </Button>
          ) : null}
          <Button asChild size="sm" variant="outline">
            <Link href={`/tools/review?project=${code.projectId}`}>
              Review this code
              <ArrowRight aria-hidden />
            </Link>
          </Button>
        </div>
      </div>
      <FileBrowser
        key={`${code.projectId}:${place?.path}:${place?.line}:${code.files.length}`}
        name={name}
        files={code.files}
        place={place}
      />
    </div>
  )
}
