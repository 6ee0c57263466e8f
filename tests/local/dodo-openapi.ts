import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020'
import addFormats from 'ajv-formats'

const file = resolve(
  import.meta.dirname,
  '../..',
  process.env.CREDITKIT_DODO_OPENAPI ?? '../shared/reference/dodo-openapi.json',
)

type OpenApi = {
  paths: Record<
    string,
    Record<string, { requestBody?: object; responses: Record<string, { content?: object }> }>
  >
  webhooks: Record<string, object>
}

const spec = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as OpenApi) : null
const ajv = new Ajv2020({ strict: false, allErrors: true })
addFormats.default(ajv)
if (spec) ajv.addSchema(spec, 'dodo')
const compiled = new Map<string, ValidateFunction>()

/** Whether Dodo's OpenAPI file is there to compare with, and the words for a test that has to be skipped. */
export const openApi = { available: spec !== null, missing: `no OpenAPI file at ${file}` }

/** Complains about a request or a 2xx answer that the OpenAPI file does not allow; silent where there is no file. */
export function checkExchange(exchange: {
  method: string
  path: string
  request: unknown
  status: number
  response: unknown
}): void {
  const found = findOperation(exchange.method.toLowerCase(), exchange.path)
  if (!found) return
  const at = `/paths/${escapePointer(found.template)}/${exchange.method.toLowerCase()}`
  if (exchange.request !== undefined && exchange.status < 400) {
    validate(`${at}/requestBody/content/application~1json/schema`, exchange.request)
  }
  if (exchange.status >= 400) return
  const documented = found.operation.responses[exchange.status]
  if (!documented) {
    throw new Error(`${exchange.method} ${found.template} does not document status ${exchange.status}`)
  }
  if (!documented.content) {
    if (exchange.response === undefined) return
    throw new Error(`${exchange.method} ${found.template} has no body under status ${exchange.status}`)
  }
  validate(`${at}/responses/${exchange.status}/content/application~1json/schema`, exchange.response)
}

/** Events that Dodo's SDK knows and its OpenAPI file does not, and the one whose data theirs is like. */
const NEWER_EVENTS: Record<string, string> = { 'subscription.past_due': 'subscription.on_hold' }

/** Complains about a webhook body that the OpenAPI file does not allow; silent where there is no file. */
export function checkWebhook(body: { type: string; data: unknown }): void {
  if (!spec) return
  const like = NEWER_EVENTS[body.type]
  if (like && body.data !== null && typeof body.data === 'object') {
    checkWebhook({ ...body, type: like, data: { ...body.data, status: 'on_hold' } })
    return
  }
  if (!(body.type in spec.webhooks)) throw new Error(`There is no webhook ${body.type}`)
  validate(`/webhooks/${body.type}/post/requestBody/content/application~1json/schema`, body)
  validate('/components/schemas/OutgoingWebhookData', body.data)
}

function findOperation(method: string, path: string) {
  for (const [template, operations] of Object.entries(spec?.paths ?? {})) {
    const pattern = new RegExp(`^${template.replace(/\{\w+\}/g, '[^/]+')}$`)
    const operation = operations[method]
    if (operation && pattern.test(path)) return { template, operation }
  }
  if (spec) throw new Error(`The OpenAPI file has no ${method} ${path}`)
  return null
}

function validate(pointer: string, value: unknown): void {
  let check = compiled.get(pointer)
  if (!check) {
    // Fields that Dodo does not send are as wrong as missing ones: an app could come to rely on them.
    check = ajv.compile({ $ref: `dodo#${encodeURI(pointer)}`, unevaluatedProperties: false })
    compiled.set(pointer, check)
  }
  if (!check(value))
    throw new Error(`${pointer}: ${ajv.errorsText(check.errors)}\n${JSON.stringify(value, null, 2)}`)
}

function escapePointer(part: string): string {
  return part.replaceAll('~', '~0').replaceAll('/', '~1')
}
