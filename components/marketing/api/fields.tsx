export type Schema = {
  type?: string | string[]
  description?: string
  enum?: unknown[]
  anyOf?: Schema[]
  items?: Schema
  properties?: Record<string, Schema>
  required?: string[]
  format?: string
}

/** A schema's type in a word or two: `integer`, `string or null`, `list of object`. */
function nameType({ type, enum: values, anyOf, items, format }: Schema): string {
  if (values) return values.map(String).join(', ')
  if (anyOf) return [...new Set(anyOf.map(nameType))].join(' or ')
  if (items) return `list of ${nameType(items)}${typeof items.type === 'string' && !items.enum ? 's' : ''}`
  if (format === 'uuid' || format === 'uri') return format === 'uri' ? 'address' : 'uuid'
  return Array.isArray(type) ? type.join(' or ') : (type ?? 'anything')
}

/** The fields of an object, one line each; objects inside are indented below theirs. */
export function Fields({ schema, title }: { schema: Schema; title: string }) {
  const rows = Object.entries(schema.properties ?? {})
  if (rows.length === 0) return null
  return (
    <div className="min-w-0">
      <h4 className="font-medium text-muted-foreground text-xs">{title}</h4>
      <FieldList schema={schema} />
    </div>
  )
}

function FieldList({ schema }: { schema: Schema }) {
  return (
    <dl className="mt-2 grid gap-2">
      {Object.entries(schema.properties ?? {}).map(([name, field]) => {
        const inner = field.properties ? field : field.items?.properties ? field.items : null
        return (
          <div key={name} className="min-w-0">
            <dt className="flex flex-wrap items-baseline gap-x-2">
              <code className="min-w-0 break-words font-mono text-sm">{name}</code>
              <span className="min-w-0 break-words text-muted-foreground text-xs">
                {nameType(field)}
                {schema.required?.includes(name) ? '' : ', optional'}
              </span>
            </dt>
            {field.description ? (
              <dd className="text-muted-foreground text-sm">{field.description}</dd>
            ) : null}
            {inner ? (
              <dd className="mt-1 border-l pl-4">
                <FieldList schema={inner} />
              </dd>
            ) : null}
          </div>
        )
      })}
    </dl>
  )
}
