import type { Metadata } from 'next'
import { OPERATIONS } from '@/app/api/operations'
import { OpenNamed } from '@/components/marketing/api/open-named'
import { OperationRow, operationId } from '@/components/marketing/api/operation-row'
import { groupBySubject } from '@/components/marketing/api/subjects'
import { Card } from '@/components/ui/card'
import { listOperations } from '@/lib/openapi/describe-api'

/** The same for everyone: the build fails if it starts to need a request. */
export const ensureStatic = 'navigation'

export const metadata: Metadata = {
  title: 'API reference',
  description: 'Every route: who may call it, what it costs in credits, what it takes and what it answers.',
  alternates: { canonical: '/api-reference' },
}

export default function ApiReferencePage() {
  const subjects = groupBySubject(listOperations(OPERATIONS))
  return (
    <div className="frame pt-14 pb-16 md:pt-20 md:pb-24">
      <OpenNamed />
      <header className="max-w-reading">
        <h1 className="text-headline">API reference</h1>
        <p className="mt-4 text-muted-foreground">
          Generated from the route definitions, as is the{' '}
          <a className="link" href="/api/openapi.json">
            OpenAPI document
          </a>
          . Calls use the session cookie.
        </p>
        <p className="mt-2 text-muted-foreground">
          Errors answer with{' '}
          <code className="font-mono text-sm">{'{ error: { code, message, details? } }'}</code> and are never
          charged. 402 always means too few credits, 429 a rate limit.
        </p>
      </header>
      <div className="mt-10 grid grid-cols-[minmax(0,1fr)] gap-10 lg:grid-cols-[12rem_minmax(0,1fr)]">
        <nav
          aria-label="Subjects"
          className="lg:sticky lg:top-24 lg:max-h-[calc(100dvh-8rem)] lg:self-start lg:overflow-y-auto"
        >
          <ul className="-mx-3 flex flex-wrap gap-1 text-sm lg:grid">
            {subjects.map(({ id, title, operations }) => (
              <li key={id}>
                <a
                  href={`#${id}`}
                  className="flex items-baseline justify-between gap-2 rounded-md px-3 py-1.5 text-muted-foreground transition-colors hover:bg-accent hover:text-foreground"
                >
                  {title}
                  <span className="tabular text-xs">{operations.length}</span>
                </a>
              </li>
            ))}
          </ul>
        </nav>
        <div className="grid min-w-0 gap-10">
          {subjects.map(({ id, title, operations }) => (
            <section key={id} id={id} aria-labelledby={`${id}-title`}>
              <h2 id={`${id}-title`} className="text-title">
                {title}
              </h2>
              <Card className="mt-4 divide-y overflow-hidden">
                {operations.map((operation) => (
                  <OperationRow key={operationId(operation)} operation={operation} />
                ))}
              </Card>
            </section>
          ))}
        </div>
      </div>
    </div>
  )
}
