import { PRODUCT_NAME } from '@/lib/brand'
import { formatCredits } from '@/lib/format-number'
import 'server-only'
import { z } from 'zod'
import { siteUrl } from '@/lib/env/public'
import type { AnyDefinition } from '@/lib/http/endpoint'

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const
type Method = (typeof METHODS)[number]
const hasNoBody = (method: Method) => method === 'GET' || method === 'DELETE'
type Json = { [key: string]: unknown }

/** A route file: what it exports by method, each made by endpoint(). */
export type RouteModule = Partial<Record<Method, { operation: AnyDefinition }>>

/** One operation as the reference shows it. Schemas are JSON Schema. */
export type OperationDescription = {
  method: Method
  path: string
  summary: string
  access: string
  /** What a call costs, in words; null when it is free. */
  price: string | null
  streams: boolean
  mediaType: string
  parameters: Json[]
  body: Json | null
  answer: Json
}

const ChargeAnswer = z.object({
  newBalance: z.int().meta({ description: 'Credits available after this call.' }),
  creditsUsed: z.int().meta({ description: 'Credits this call cost; 0 for admins.' }),
  balanceVersion: z.int(),
  creditInfo: z.object({
    tokensUsed: z.int(),
    creditsRemaining: z.int(),
    totalTokensUsed: z.int(),
  }),
})

const ErrorAnswer = z.object({
  error: z.object({
    code: z.string().meta({ description: 'Stable; docs/errors.md has all of them.' }),
    message: z.string(),
    details: z.record(z.string(), z.unknown()).optional(),
  }),
})

const toSchema = (schema: z.ZodType, io: 'input' | 'output'): Json => {
  const { $schema, ...json } = z.toJSONSchema(schema, { io, unrepresentable: 'any' })
  return json as Json
}

const ACCESS_NAMES = {
  user: 'Signed in',
  lead: 'Signed in, or on trial',
  admin: 'Admins',
  public: 'Everyone',
} as const

function describePrice({ feature, credits, maxTokens }: AnyDefinition): string | null {
  if (feature) return `the price of ${feature}${maxTokens ? ' for each started 2,000 tokens' : ''}`
  if (typeof credits === 'number') return formatCredits(credits)
  return credits ? 'depends on the input' : null
}

const header = (name: string, description: string, schema: Json): Json => ({
  name,
  in: 'header',
  required: false,
  description,
  schema,
})

function listParameters(method: Method, path: string, input: Json | null, isPaid: boolean): Json[] {
  const properties = (input?.properties ?? {}) as Record<string, Json>
  const required = (input?.required ?? []) as string[]
  const parameters = Object.entries(properties)
    .map(([name, schema]) => ({ name, schema, isInPath: path.includes(`{${name}}`) }))
    .filter(({ isInPath }) => isInPath || hasNoBody(method))
    .map(({ name, schema, isInPath }) => ({
      name,
      in: isInPath ? 'path' : 'query',
      required: isInPath || required.includes(name),
      schema,
    }))
  if (!isPaid) return parameters
  return [
    ...parameters,
    header('Idempotency-Key', 'Makes the call safe to repeat: it runs and is charged once.', {
      type: 'string',
      minLength: 1,
      maxLength: 200,
    }),
    header('X-Expected-Credits', 'The price you were shown; another one answers 409 price_changed.', {
      type: 'integer',
      minimum: 0,
    }),
  ]
}

/** The fields of an input that its body holds: the path has the others. */
function withoutPath(input: Json, path: string): Json {
  const isInBody = (name: string) => !path.includes(`{${name}}`)
  const fields = Object.entries((input.properties ?? {}) as Json).filter(([name]) => isInBody(name))
  return {
    ...input,
    properties: Object.fromEntries(fields),
    ...(Array.isArray(input.required) && { required: input.required.filter(isInBody) }),
  }
}

/** Every operation of these routes (Next paths, `/api/projects/[id]`), in their order. */
export function listOperations(routes: Record<string, RouteModule>): OperationDescription[] {
  return Object.entries(routes).flatMap(([route, module]) => {
    const path = route.replace(/\[(\w+)\]/g, '{$1}')
    return METHODS.flatMap((method) => {
      const operation = module[method]?.operation
      if (!operation) return []
      const price = describePrice(operation)
      const input = operation.input ? toSchema(operation.input, 'input') : null
      const { mediaType = 'application/json', streams = false } = operation
      const file: Json = { type: 'string', contentMediaType: mediaType }
      const result = operation.mediaType ? file : toSchema(operation.output ?? z.looseObject({}), 'output')
      return [
        {
          method,
          path,
          summary: operation.summary ?? path,
          access: ACCESS_NAMES[operation.auth ?? 'user'],
          price,
          streams,
          mediaType: streams ? 'text/event-stream' : mediaType,
          parameters: listParameters(method, path, input, price !== null),
          body: hasNoBody(method) || !input ? null : withoutPath(input, path),
          answer: price === null ? result : withCharge(result),
        },
      ]
    })
  })
}

/** One object with the fields of both: neither half admits fields that it does not know. */
function withCharge(result: Json): Json {
  const charge = toSchema(ChargeAnswer, 'output')
  return {
    ...result,
    properties: { ...(result.properties as Json), ...(charge.properties as Json) },
    required: [...((result.required ?? []) as string[]), ...(charge.required as string[])],
  }
}

function describeOperation(operation: OperationDescription): Json {
  const { method, path, summary, access, price, streams, mediaType, parameters, body, answer } = operation
  const failure = (description: string) => ({
    description,
    content: { 'application/json': { schema: { $ref: '#/components/schemas/Error' } } },
  })
  const stream = 'Server-sent events: `text` (a piece, as JSON string), then `done` (this object) or `error`.'
  return {
    operationId: `${method.toLowerCase()}${path.replace(/[/{}-]+(\w)?/g, (_all, next = '') => next.toUpperCase())}`,
    summary,
    description: [`${access}.`, price && `Costs ${price}.`].filter(Boolean).join(' '),
    ...(parameters.length > 0 && { parameters }),
    ...(body && { requestBody: { required: true, content: { 'application/json': { schema: body } } } }),
    responses: {
      200: {
        description: streams ? stream : 'Done.',
        content: { [mediaType]: { schema: answer } },
      },
      ...(price !== null && { 402: failure('Not enough credits. Nothing was charged.') }),
      default: failure('Refused or failed. Nothing was charged.'),
    },
    security: access === ACCESS_NAMES.public ? [] : [{ session: [] }],
  }
}

/** The OpenAPI 3.1 document of these routes. */
export function describeApi(routes: Record<string, RouteModule>): Json {
  const paths: Record<string, Json> = {}
  for (const operation of listOperations(routes)) {
    paths[operation.path] = {
      ...paths[operation.path],
      [operation.method.toLowerCase()]: describeOperation(operation),
    }
  }
  return {
    openapi: '3.1.0',
    info: { title: PRODUCT_NAME, version: '1', description: 'Whole credits, ISO 8601 times, cents.' },
    servers: [{ url: siteUrl.origin }],
    paths,
    components: {
      schemas: { Error: toSchema(ErrorAnswer, 'output') },
      securitySchemes: {
        session: { type: 'apiKey', in: 'cookie', name: 'sb-<project>-auth-token' },
      },
    },
  }
}
