import type { Metadata } from 'next'
import { OPERATIONS } from '@/app/api/operations'
import { OperationCard, operationId } from '@/components/marketing/api/operation-card'
import { Badge } from '@/components/ui/badge'
import { listOperations } from '@/lib/openapi/describe-api'

/** The same for everyone: the build fails if it starts to need a request. */
export const ensureStatic = 'navigation'

export const metadata: Metadata = {
  title: 'API reference',
  description: 'Every route: who may call it, what it costs in credits, what it takes and what it answers.',
  alternates: { canonical: '/api-reference' },
}

export default function ApiReferencePage() {
  const operations = listOperations(OPERATIONS)
  return (
    <div className="frame section-y">
      <header className="max-w-reading">
        <h1 className="text-headline">API reference</h1>
        <p className="mt-4 text-muted-foreground">
          Made from the routes’ own definitions, like the machine-readable{' '}
          <a className="underline underline-offset-4" href="/api/openapi.json">
            OpenAPI document
          </a>
          . Calls are made with the session’s cookie. Failures answer{' '}
          <code className="font-mono text-sm">{'{ error: { code, message, details? } }'}</code> and are never
          charged; 402 always means credits, 429 a rate limit.
        </p>
      </header>
      <div className="mt-10 grid grid-cols-[minmax(0,1fr)] gap-10 lg:grid-cols-[16rem_minmax(0,1fr)]">
        <nav
          aria-label="Routes"
          className="lg:sticky lg:top-24 lg:max-h-[calc(100dvh-8rem)] lg:overflow-y-auto"
        >
          <ul className="grid gap-1 text-sm">
            {operations.map((operation) => (
              <li key={operationId(operation)}>
                <a
                  href={`#${operationId(operation)}`}
                  className="flex items-center gap-2 rounded-md px-2 py-1 text-muted-foreground hover:bg-accent hover:text-foreground"
                >
                  <Badge variant={operation.method === 'GET' ? 'secondary' : 'brand'}>
                    {operation.method}
                  </Badge>
                  {operation.summary}
                </a>
              </li>
            ))}
          </ul>
        </nav>
        <div className="grid min-w-0 gap-6">
          <h2 className="sr-only">Routes</h2>
          {operations.map((operation) => (
            <OperationCard key={operationId(operation)} operation={operation} />
          ))}
        </div>
      </div>
    </div>
  )
}
