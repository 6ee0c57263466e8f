import { Badge } from '@/components/ui/badge'
import { Card, CardContent } from '@/components/ui/card'
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

/** One route of the API: who may call it, what it costs, what it takes and answers. */
export function OperationCard({ operation }: { operation: Operation }) {
  const { method, path, summary, access, price, streams, parameters, body, answer } = operation
  const listed = parameters as Parameter[]
  const asSchema: Schema = {
    properties: Object.fromEntries(
      listed.map(({ name, in: place, schema, description }) => [
        name,
        { ...schema, description: description ?? (place === 'path' ? 'In the path.' : undefined) },
      ]),
    ),
    required: listed.filter(({ required }) => required).map(({ name }) => name),
  }
  return (
    <section
      id={operationId(operation)}
      aria-labelledby={`${operationId(operation)}-title`}
      className="scroll-mt-24"
    >
      <Card>
        <CardContent className="grid grid-cols-[minmax(0,1fr)] gap-5">
          <div className="grid gap-2">
            <h3 id={`${operationId(operation)}-title`} className="text-heading">
              {summary}
            </h3>
            <p className="flex flex-wrap items-center gap-2">
              <Badge variant={method === 'GET' ? 'secondary' : 'brand'}>{method}</Badge>
              <code className="min-w-0 break-all font-mono text-sm">{path}</code>
            </p>
            <p className="flex flex-wrap gap-2">
              <Badge variant="outline">{access}</Badge>
              <Badge variant="outline" className="shrink whitespace-normal">
                {price ? `Costs ${price}` : 'Free'}
              </Badge>
              {streams ? <Badge variant="outline">Streams</Badge> : null}
            </p>
          </div>
          <div className="grid grid-cols-[minmax(0,1fr)] gap-6 md:grid-cols-2">
            <div className="grid min-w-0 content-start gap-5">
              <Fields title="Parameters and headers" schema={asSchema} />
              {body ? <Fields title="Body" schema={body as Schema} /> : null}
              {listed.length === 0 && !body ? (
                <p className="text-muted-foreground text-sm">Takes nothing.</p>
              ) : null}
            </div>
            <Fields title={streams ? 'Answer, in the last event' : 'Answer'} schema={answer as Schema} />
          </div>
        </CardContent>
      </Card>
    </section>
  )
}
