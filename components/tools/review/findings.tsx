import { CircleCheck } from 'lucide-react'
import Link from 'next/link'
import { Badge } from '@/components/ui/badge'
import type { Finding, ProjectFile } from '@/lib/projects/project'

const SEVERITIES = [
  { severity: 'high', label: 'High', variant: 'destructive' },
  { severity: 'medium', label: 'Medium', variant: 'warning' },
  { severity: 'low', label: 'Low', variant: 'secondary' },
] as const

type FindingsProps = {
  projectId: string
  summary: string
  findings: readonly Finding[]
  /** To show the lines that are meant; without them there is the place alone. */
  files: readonly ProjectFile[]
}

/** What a review found, the worst first, each with its place, why it matters and what to do. */
export function Findings({ projectId, summary, findings, files }: FindingsProps) {
  const lines = new Map(files.map(({ path, content }) => [path, content.split('\n')]))
  return (
    <div className="grid grid-cols-1 gap-5">
      <div className="grid gap-3">
        <p className="max-w-reading text-sm leading-6">{summary}</p>
        {findings.length > 0 ? (
          <p className="flex flex-wrap gap-2">
            {SEVERITIES.map(({ severity, label, variant }) => {
              const count = findings.filter((finding) => finding.severity === severity).length
              return count > 0 ? (
                <Badge key={severity} variant={variant}>
                  {count} {label.toLowerCase()}
                </Badge>
              ) : null
            })}
          </p>
        ) : null}
      </div>
      {findings.length === 0 ? (
        <p className="flex items-center gap-2 font-medium text-sm">
          <CircleCheck aria-hidden className="size-4 text-success" />
          No findings
        </p>
      ) : (
        <ol className="grid grid-cols-1 gap-3">
          {SEVERITIES.flatMap(({ severity, label, variant }) =>
            findings
              .filter((finding) => finding.severity === severity)
              .map((finding) => (
                <li
                  key={`${finding.path}:${finding.line}:${finding.title}:${finding.detail}`}
                  className="grid grid-cols-1 gap-2.5 rounded-lg border p-4"
                >
                  <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5">
                    <Badge variant={variant}>{label}</Badge>
                    <h3 className="font-medium text-sm">{finding.title}</h3>
                    <Link
                      href={{
                        pathname: `/tools/code/${projectId}`,
                        query: { file: finding.path, line: finding.line },
                        hash: 'files',
                      }}
                      className="link break-all font-mono text-[0.8125rem] sm:ml-auto"
                    >
                      {finding.path}:{finding.line}
                    </Link>
                  </div>
                  <Excerpt text={lines.get(finding.path)?.[finding.line - 1]} />
                  <p className="text-muted-foreground text-sm leading-6">{finding.detail}</p>
                  <p className="text-sm leading-6">
                    <span className="font-medium">Instead: </span>
                    {finding.suggestion}
                  </p>
                </li>
              )),
          )}
        </ol>
      )}
    </div>
  )
}

function Excerpt({ text = '' }: { text?: string }) {
  const line = text.trim()
  if (!line) return null
  return (
    <code className="block truncate rounded-md bg-muted px-3 py-2 font-mono text-[0.8125rem]">{line}</code>
  )
}
