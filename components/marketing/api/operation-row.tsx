import { PlusIcon } from '@/components/brand/icons'
import { Badge } from '@/components/ui/badge'
import { cn } from '@/lib/cn'
import { Fields, type Schema } from './fields'

export type Operation = {
  method: string
  path: string
  summary: string
  access: string
  price: string | null
  streams: boolean
  parameters: object[]
  body: object | null
  answer: object
}

type Parameter = { name: string; in: string; required: boolean; description?: string; schema: Schema }

export const operationId = ({ method, path }: Pick<Operation, 'method' | 'path'>) =>
  `${method.toLowerCase()}-${path.replace(/[^a-z0-9]+/gi, '-').replace(/^-|-$/g, '')}`

const METHOD_COLORS: Record<string, string> = { GET: 'text-muted-foreground', DELETE: 'text-destructive' }

function describeParameters(parameters: Parameter[]): Schema {
  return {
    properties: Object.fromEntries(
      parameters.map(({ name, in: place, schema, description }) => [
        name,
        { ...schema, description: description ?? (place === 'path' ? 'In the path.' : undefined) },
      ]),
    ),
    required: parameters.filter(({ required }) => required).map(({ name }) => name),
  }
}

/** A path that breaks between its parts on a phone, never inside a word that fits. */
function breakAtSlashes(path: string) {
  const parts = path.split('/').slice(1)
  return parts.map((part, index) => (
    <span key={index} className="inline-block max-w-full">
      /{part}
    </span>
  ))
}

/** One route in a line; opened, who may call it, what it costs, what it takes and answers. */
export function OperationRow({ operation }: { operation: Operation }) {
  const { method, path, summary, access, price, streams, parameters, body, answer } = operation
  return (
    <details
      id={operationId(operation)}
      className="group target:bg-brand-muted/40 open:target:bg-transparent"
    >
      <summary className="flex list-none items-start gap-x-3 px-5 py-3.5 transition-colors hover:bg-accent/50 sm:px-6 [&::-webkit-details-marker]:hidden">
        <span
          className={cn(
            'w-12 shrink-0 font-medium font-mono text-xs leading-5 sm:w-14',
            METHOD_COLORS[method] ?? 'text-brand',
          )}
        >
          {method}
        </span>
        <span className="grid min-w-0 flex-1 gap-0.5">
          <h3 className="text-pretty font-medium text-sm leading-5">{summary}</h3>
          {summary === path ? null : (
            <code className="min-w-0 break-words font-mono text-muted-foreground text-xs">
              {breakAtSlashes(path)}
            </code>
          )}
        </span>
        <PlusIcon className="mt-0.5 size-4 shrink-0 text-muted-foreground transition-transform duration-200 group-open:rotate-45" />
      </summary>
      <div className="grid grid-cols-[minmax(0,1fr)] gap-5 px-5 pt-3 pb-6 sm:px-6 sm:pl-23">
        <p className="flex flex-wrap items-center gap-2">
          <Badge variant="outline">{access}</Badge>
          <Badge variant="outline" className="shrink whitespace-normal">
            {price ? `Costs ${price}` : 'Free'}
          </Badge>
          {streams ? <Badge variant="outline">Streams</Badge> : null}
          <a href={`#${operationId(operation)}`} className="link ml-auto text-sm">
            Link to this
          </a>
        </p>
        <div className="grid grid-cols-[minmax(0,1fr)] gap-6 md:grid-cols-2">
          <div className="grid min-w-0 content-start gap-5">
            <Fields title="Parameters and headers" schema={describeParameters(parameters as Parameter[])} />
            {body ? <Fields title="Body" schema={body as Schema} /> : null}
            {parameters.length === 0 && !body ? (
              <div>
                <h4 className="font-medium text-muted-foreground text-xs">Parameters</h4>
                <p className="mt-2 text-muted-foreground text-sm">None.</p>
              </div>
            ) : null}
          </div>
          <Fields title={streams ? 'Answer, in the last event' : 'Answer'} schema={answer as Schema} />
        </div>
      </div>
    </details>
  )
}
