'use client'

import { Code } from 'lucide-react'
import { useRef, useState } from 'react'
import { EmptyState } from '@/components/ui/empty-state'
import { Field } from '@/components/ui/field'
import type { PageLinksProps } from '@/components/ui/page-links'
import { Textarea } from '@/components/ui/textarea'
import { useRefresh } from '@/components/ui/use-refresh'
import { deleteJson, postJson } from '@/lib/api-client'
import { TOOLS } from '@/lib/tools/catalogue'
import type { Viewer } from '../balance/viewer'
import { Count } from '../count'
import { DemoBadge } from '../demo-badge'
import { Ideas } from '../ideas'
import { Runner } from '../runner/runner'
import type { Attempt, Charged } from '../runner/use-run'
import { usePrompt } from '../use-prompt'
import { CodeSkeleton } from './code-skeleton'
import { type Generated, GeneratedCode } from './generated-code'
import { type ListedProject, ProjectList } from './project-list'

const MAX_BRIEF = 4000
const MAX_NAME = 60
const IDEAS = [
  {
    name: 'Tip calculator',
    prompt: 'A tip calculator: bill, percentage and number of people; shows what each one pays',
  },
  {
    name: 'Packing list',
    prompt: 'A packing list for a weekend trip, with things to tick off and to add',
  },
  {
    name: 'Café page',
    prompt: 'A landing page for a small café: opening hours, the menu, and how to find it',
  },
] as const

/** `newest` and `older` lead through the list of those made before. */
type CodeWriterProps = PageLinksProps & {
  viewer: Viewer
  /** Credits for a program. */
  price: number
  isDemo: boolean
  /** A page of those made before, newest first. */
  projects: readonly ListedProject[]
}

/** Brief in, files out, and the projects of before. Each brief becomes a project; a run tried again goes on with its own. */
export function CodeWriter({ viewer, price, isDemo, projects, newest, older }: CodeWriterProps) {
  const [brief, setBrief, box] = usePrompt()
  const [made, setMade] = useState<readonly ListedProject[]>([])
  const [gone, setGone] = useState<ReadonlySet<string>>(new Set())
  const project = useRef<{ brief: string; id: string } | null>(null)
  const wish = brief.trim()
  const refresh = useRefresh()

  async function call(attempt: Attempt): Promise<Generated & Charged> {
    if (project.current?.brief !== wish) {
      const body = { name: nameProject(wish), brief: wish }
      // Not ended with the run: cancelled here, the next try of this brief goes on with the same project.
      const { projectId } = await postJson<{ projectId: string }>('/api/projects', body)
      project.current = { brief: wish, id: projectId }
    }
    const body = { projectId: project.current.id }
    const code = await postJson<Generated & Charged>('/api/projects/start-workflow', body, attempt)
    project.current = null
    const now = new Date().toISOString()
    const listed = { id: code.projectId, name: nameProject(wish), createdAt: now, generatedAt: now }
    setMade((before) => [listed, ...before])
    return code
  }

  async function remove(id: string) {
    await deleteJson(`/api/projects/${id}`)
    // A run that failed does not go on with it.
    if (project.current?.id === id) project.current = null
    setGone((before) => new Set(before).add(id))
    // Older ones move up.
    refresh()
  }

  const known = new Set(made.map(({ id }) => id))
  const shown = [...(newest ? [] : made), ...projects.filter(({ id }) => !known.has(id))].filter(
    ({ id }) => !gone.has(id),
  )
  return (
    <div className="grid grid-cols-1 gap-10">
      <Runner<Generated>
        viewer={viewer}
        price={price}
        unit={TOOLS.code.unit}
        action="Generate it"
        activity="Generating"
        inputKey={wish || null}
        call={call}
        fields={
          <>
            {isDemo ? <DemoBadge>Demo model: composes small web pages</DemoBadge> : null}
            <Field label="What should it do?" aside={<Count value={brief.length} most={MAX_BRIEF} />}>
              {(control) => (
                <Textarea
                  {...control}
                  ref={box}
                  name="brief"
                  required
                  maxLength={MAX_BRIEF}
                  value={brief}
                  onChange={(event) => setBrief(event.target.value)}
                  placeholder="A timer for making tea: three, four or five minutes, with a sound at the end"
                  className="max-h-96 min-h-36"
                />
              )}
            </Field>
            <Ideas ideas={IDEAS} onChoose={setBrief} />
          </>
        }
        empty={
          <EmptyState
            icon={<Code />}
            title="Your files appear here"
            description="To look at, copy and download, with a preview where it is a web page."
          />
        }
        placeholder={<CodeSkeleton />}
      >
        {({ result }) =>
          result ? (
            <GeneratedCode
              name={made.find(({ id }) => id === result.projectId)?.name ?? ''}
              code={result}
              isElsewhere
            />
          ) : null
        }
      </Runner>
      <ProjectList projects={shown} newest={newest} older={older} onDelete={remove} />
    </div>
  )
}

/** What the brief begins with, up to the first pause, cut at a word. */
function nameProject(brief: string): string {
  const name = /^.+?(?=[.,:;!?]*(?:\s*\n|[.,:;!?]\s|$))/.exec(brief)?.[0] ?? brief
  return name.length <= MAX_NAME ? name : `${name.slice(0, MAX_NAME).replace(/\s+\S*$/, '')}…`
}
