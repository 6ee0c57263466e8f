import { randomUUID } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020'
import addFormats from 'ajv-formats'
import { beforeAll, expect, test } from 'vitest'
import { PROJECT_ROOT } from '../../../local/paths'
import type { ApiAnswer } from '../../helpers/app/api-client'
import { payCheckout } from '../../helpers/app/dodo-control'
import { signInAdmin } from '../../helpers/app/people'
import { useApp } from '../../helpers/app/use-app'

const app = useApp()

type Operation = {
  summary: string
  parameters?: { name: string; in: string; required: boolean }[]
  requestBody?: object
  responses: Record<string, { content: Record<string, object> }>
}
type Document = { openapi: string; paths: Record<string, Record<string, Operation>> }

let document: Document
const ajv = new Ajv2020({ strict: false, allErrors: true })
addFormats.default(ajv)

beforeAll(async () => {
  document = (await app.stranger('/api/openapi.json')).body as Document
  ajv.addSchema(document, 'api')
})

const escapePointer = (text: string) => text.replaceAll('~', '~0').replaceAll('/', '~1')

function expectValid(pointer: string, value: unknown) {
  const validate = ajv.getSchema(`api#${pointer}`)
  if (!validate) throw new Error(`The document has nothing at ${pointer}.`)
  validate(value)
  expect(validate.errors ?? [], pointer).toEqual([])
}

test('the document is OpenAPI 3.1 and names every route that people call', () => {
  expect(document.openapi).toBe('3.1.0')
  const routes = readdirSync(join(PROJECT_ROOT, 'app/api'), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('route.ts'))
    .map((path) => ({
      path: `/api/${path.replace(/\/route\.ts$/, '').replace(/\[(\w+)\]/g, '{$1}')}`,
      text: readFileSync(join(PROJECT_ROOT, 'app/api', path), 'utf8'),
    }))
  // Schedulers and payment providers call the others; the document does not describe itself.
  const machines = routes.filter(({ text }) => / = (cron|webhook)\(/.test(text))
  expect(machines.length).toBeGreaterThanOrEqual(3)
  const expected = routes
    .filter((route) => !machines.includes(route) && route.path !== '/api/openapi.json')
    .flatMap(({ path, text }) =>
      [...text.matchAll(/^export const (GET|POST|PUT|PATCH|DELETE) =/gm)].map(
        ([, method]) => `${method} ${path}`,
      ),
    )
  const described = Object.entries(document.paths).flatMap(([path, operations]) =>
    Object.keys(operations).map((method) => `${method.toUpperCase()} ${path}`),
  )
  expect(described.sort()).toEqual(expected.sort())
})

/** What to call each operation with, so that it answers 200; a status where nothing on this machine does. */
type Sample = { path?: string; body?: object; as?: 'admin'; status?: number }

const EDIT = { version: '', reason: 'A reason', isActive: false, position: 99, currency: 'USD' }
const PACKAGE = {
  ...EDIT,
  id: 'sample',
  name: 'Sample',
  credits: 1,
  priceCents: 1,
  dodoProductId: 'pdt_sample',
  isPopular: false,
  maxQuantity: 10,
  tiers: [{ minQuantity: 5, priceCents: 1, dodoProductId: 'pdt_sample_5' }],
}
const PLAN = {
  ...EDIT,
  id: 'sample',
  name: 'Sample',
  creditsPerMonth: 1,
  priceCents: 1,
  rolloverCap: 0,
  dodoProductId: null,
  modelRetentionDays: 1,
  maxModels: 1,
}
const PRICE = {
  feature: 'sample',
  model: '',
  version: '',
  reason: 'A reason',
  credits: 1,
  effectiveFrom: null,
}

test('every operation takes what the document says and answers what it says', async () => {
  const [person, leaver, admin] = [await app.signUp(), await app.signUp(), await signInAdmin(app.env)]
  const call = app.as(person)
  const projectId = (
    (await call('/api/projects', { body: { name: 'Rope', brief: 'Rope' } })).body as { projectId: string }
  ).projectId
  const { purchaseId } = (await call('/api/dodopayments/checkout', { body: { packageId: 'starter' } }))
    .body as { purchaseId: string }
  const { projectId: unwanted } = (await call('/api/projects', { body: { name: 'Old', brief: 'Old' } }))
    .body as { projectId: string }
  const { id: pictureId } = (await call('/api/tools/image-generation', { body: { prompt: 'A wave' } }))
    .body as { id: string }
  const [uploaded, expected] = [await startUpload(call, 'One'), await startUpload(call, 'Two')]
  await fetch(uploaded.uploadUrl, { method: 'PUT', body: new Uint8Array(3) })
  const paid = (await call('/api/dodopayments/checkout', { body: { packageId: 'starter' } })).body as {
    purchaseId: string
    checkoutUrl: string
  }
  await payCheckout(app.env, paid.checkoutUrl)
  const adjustment = { userId: person.id, amount: 5, reason: 'A reason' }
  const taken = await app.as(admin)('/api/admin/credits', { body: { ...adjustment, amount: -5 } })
  const { transactionId } = taken.body as { transactionId: number }
  const noteId = randomUUID()
  const note = { userId: person.id, id: noteId, body: 'A note' }
  const media = { body: { prompt: 'A wave', model: 'veo2' }, status: 503 }
  const SAMPLES: Record<string, Sample> = {
    'GET /api/credits': {},
    'GET /api/health': {},
    'GET /api/account/export': {},
    // Answered well by tests/api/account, where somebody leaves.
    'POST /api/account/delete': { body: { email: 'nobody@example.com' }, status: 422 },
    'POST /api/credits': { body: adjustment, as: 'admin' },
    'GET /api/credits/balance': {},
    'GET /api/credits/check': { path: '/api/credits/check?feature=text-generation' },
    'GET /api/credits/packages': {},
    'GET /api/credits/history': { path: '/api/credits/history?limit=2' },
    'GET /api/user/usage': {},
    'GET /api/user/usage/daily': {},
    'POST /api/tools/text-generation': { body: { prompt: 'A wave' } },
    'POST /api/tools/image-generation': { body: { prompt: 'A wave' } },
    'POST /api/tools/video-generation': media,
    'POST /api/tools/video-processing': media,
    'POST /api/tools/map-animation': media,
    'POST /api/example-protected': { body: { prompt: 'A wave' } },
    'GET /api/projects': {},
    'POST /api/projects': { body: { name: 'Shop', brief: 'A shop' } },
    'GET /api/projects/{id}': { path: `/api/projects/${projectId}` },
    'DELETE /api/projects/{id}': { path: `/api/projects/${unwanted}` },
    'POST /api/projects/start-workflow': { body: { projectId } },
    'POST /api/review/generate': { body: { projectId } },
    'DELETE /api/pictures/{id}': { path: `/api/pictures/${pictureId}` },
    'GET /api/models': {},
    'POST /api/models': { body: { name: 'Three', fileName: 'a.bin', sizeBytes: 3 } },
    'POST /api/models/confirm': { body: { modelId: uploaded.modelId } },
    'GET /api/models/{id}/download': { path: `/api/models/${uploaded.modelId}/download` },
    'DELETE /api/models/{id}': { path: `/api/models/${expected.modelId}` },
    'POST /api/leads': {},
    'POST /api/leads/claim': {},
    'POST /api/dodopayments/checkout': { body: { packageId: 'starter' } },
    'POST /api/dodopayments/portal': {},
    'POST /api/subscriptions': { body: { planId: 'pro' } },
    'GET /api/subscriptions/months/{id}/invoice': {
      path: '/api/subscriptions/months/1/invoice',
      status: 404,
    },
    'POST /api/top-up': {
      body: { packageId: 'starter', threshold: 10, monthlyCapCents: 5000, isEnabled: true },
    },
    'POST /api/subscriptions/preview': { body: { planId: 'pro' }, status: 409 },
    'POST /api/subscriptions/change': { body: { planId: 'pro', expectedCents: 0 }, status: 409 },
    'POST /api/subscriptions/cancel': { status: 409 },
    'POST /api/subscriptions/resume': { status: 409 },
    'POST /api/subscriptions/payment-method': { status: 409 },
    'GET /api/purchases/{id}': { path: `/api/purchases/${purchaseId}` },
    'GET /api/purchases/{id}/invoice': { path: `/api/purchases/${paid.purchaseId}/invoice` },
    'GET /api/notifications': { path: '/api/notifications?limit=5' },
    'POST /api/notifications/read': { body: { id: 1, withOlder: true } },
    'POST /api/notifications/preferences': { body: { kind: 'low_balance', byMail: false } },
    'POST /api/admin/credits': { body: adjustment, as: 'admin' },
    'GET /api/admin/reports/{report}': { path: '/api/admin/reports/money?days=7', as: 'admin' },
    'POST /api/admin/purchases/{id}/refund': {
      path: `/api/admin/purchases/${purchaseId}/refund`,
      body: { amountCents: null, reason: 'A reason' },
      as: 'admin',
      status: 409, // not paid
    },
    'POST /api/admin/purchases/{id}/accept': {
      path: `/api/admin/purchases/${paid.purchaseId}/accept`,
      body: { reason: 'A reason' },
      as: 'admin',
    },
    'POST /api/admin/webhooks/replay': { body: { id: 'nothing' }, as: 'admin', status: 404 },
    'POST /api/admin/webhooks/dismiss': {
      body: { id: 'nothing', reason: 'A reason' },
      as: 'admin',
      status: 404,
    },
    'POST /api/admin/jobs/run': { body: { job: 'hourly' }, as: 'admin' },
    'POST /api/admin/mails/{id}': {
      path: '/api/admin/mails/0',
      body: { decision: 'retry' },
      as: 'admin',
      status: 404,
    },
    // As it is: the same once more is no change, whatever the version.
    'POST /api/admin/catalogue/bonuses': {
      body: { id: 'signup', credits: 50, version: '', reason: 'A reason' },
      as: 'admin',
    },
    'GET /api/admin/catalogue/impact': {
      path: '/api/admin/catalogue/impact?kind=package&id=starter&productId=pdt_starter',
      as: 'admin',
    },
    'POST /api/admin/catalogue/packages': { body: PACKAGE, as: 'admin' },
    'POST /api/admin/catalogue/plans': { body: PLAN, as: 'admin' },
    // Other tests pay with the product as it is.
    'POST /api/admin/catalogue/top-up': {
      body: { version: 'older', reason: 'A reason', dodoProductId: 'pdt_sample' },
      as: 'admin',
      status: 409,
    },
    'POST /api/admin/catalogue/prices': { body: PRICE, as: 'admin' },
    'POST /api/admin/catalogue/prices/cancel': {
      body: { ...PRICE, effectiveFrom: '2099-01-01T00:00:00Z', credits: undefined },
      as: 'admin',
    },
    'GET /api/admin/transactions/{id}/refund': {
      path: `/api/admin/transactions/${transactionId}/refund?userId=${person.id}&amount=2`,
      as: 'admin',
    },
    'POST /api/admin/transactions/{id}/refund': {
      path: `/api/admin/transactions/${transactionId}/refund`,
      body: { userId: person.id, amount: 2, reason: 'A reason' },
      as: 'admin',
    },
    'POST /api/admin/users/{id}/role': {
      path: `/api/admin/users/${person.id}/role`,
      body: { role: 'user', reason: 'A reason' },
      as: 'admin',
    },
    'POST /api/admin/users/{id}/delete': {
      path: `/api/admin/users/${leaver.id}/delete`,
      body: { reason: 'A reason' },
      as: 'admin',
    },
    'POST /api/admin/notes': { body: note, as: 'admin' },
    'DELETE /api/admin/notes/{id}': { path: `/api/admin/notes/${noteId}`, as: 'admin' },
    'GET /api/admin/audit': { path: '/api/admin/audit?action=adjust_credits', as: 'admin' },
    'POST /api/admin/ledger/check': { as: 'admin' },
  }
  for (const [template, operations] of Object.entries(document.paths)) {
    for (const [method, operation] of Object.entries(operations)) {
      const name = `${method.toUpperCase()} ${template}`
      const sample = SAMPLES[name]
      if (!sample) throw new Error(`There is no sample call of ${name}.`)
      const { path = template, body, as, status = 200 } = sample
      const at = `/paths/${escapePointer(template)}/${method}`
      expect(operation.requestBody !== undefined, `${name} has a body`).toBe(body !== undefined)
      if (body) expectValid(`${at}/requestBody/content/application~1json/schema`, body)
      const caller = as === 'admin' ? app.as(admin) : call
      const answer = await caller(path, { method: method.toUpperCase(), body })
      expect(answer.status, `${name}: ${JSON.stringify(answer.body)}`).toBe(status)
      expectAnswered(at, operation, status, answer)
      expectRequired(operation, path)
    }
  }
})

async function startUpload(call: ReturnType<typeof app.as>, name: string) {
  const { body } = await call('/api/models', { body: { name, fileName: 'a.bin', sizeBytes: 3 } })
  return body as { modelId: string; uploadUrl: string }
}

function expectAnswered(at: string, operation: Operation, status: number, answer: ApiAnswer) {
  if (status !== 200) return expectValid('/components/schemas/Error', answer.body)
  const [type = ''] = Object.keys(operation.responses[200]?.content ?? {})
  expect(answer.headers.get('content-type')).toContain(type)
  const done = /event: done\ndata: (.*)\n/.exec(String(answer.body))?.[1]
  const value = type === 'text/event-stream' ? JSON.parse(done ?? 'null') : answer.body
  expectValid(`${at}/responses/200/content/${escapePointer(type)}/schema`, value)
}

function expectRequired({ parameters = [] }: Operation, path: string) {
  for (const { name, in: place, required } of parameters) {
    if (place === 'query' && required) expect(path).toContain(`${name}=`)
  }
}

test('a wrong call is told so in the shape that the document has for errors', async () => {
  const person = await app.signUp()
  for (const answer of [
    await app.stranger('/api/credits'),
    await app.as(person)('/api/credits/check'),
    await app.as(person)('/api/tools/text-generation', { body: { prompt: '' } }),
    await app.as(person)('/api/admin/credits', { body: {} }),
  ]) {
    expect(answer.status).toBeGreaterThanOrEqual(400)
    expectValid('/components/schemas/Error', answer.body)
  }
})
