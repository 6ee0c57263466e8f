import 'server-only'
import { z } from 'zod'
import { findPublicProblems } from './public'

/** Shortest secret accepted, in bytes: what Standard Webhooks asks of a signing key. */
const MIN_SECRET_BYTES = 24

const blankAsMissing = (value: unknown) =>
  typeof value === 'string' && value.trim() === '' ? undefined : value
const required = z.preprocess(blankAsMissing, z.string({ error: 'is missing' }))
const optional = z.preprocess(blankAsMissing, z.string().optional())

const isLongSecret = (value: string) => Buffer.byteLength(value) >= MIN_SECRET_BYTES
const isWebhookKey = (value: string) =>
  Buffer.from(value.replace(/^whsec_/, ''), 'base64').length >= MIN_SECRET_BYTES
const webhookKeyRule = { error: `must be whsec_ and at least ${MIN_SECRET_BYTES} bytes in base64` }

// The older keys are tokens whose payload names their role.
const isNoSecretKey = (key = '') =>
  !key.startsWith('sb_secret_') &&
  !Buffer.from(key.split('.')[1] ?? '', 'base64url').includes('"service_role"')
const exposedRule = { error: 'is a secret key, and every visitor could read it' }

const Settings = z.object({
  NEXT_PUBLIC_SUPABASE_PUBLISHABLE_KEY: optional.refine(isNoSecretKey, exposedRule),
  NEXT_PUBLIC_SUPABASE_ANON_KEY: optional.refine(isNoSecretKey, exposedRule),
  SUPABASE_SECRET_KEY: required.refine((key) => !key.startsWith('sb_publishable_'), {
    error: 'is a publishable key',
  }),
  DODO_PAYMENTS_API_KEY: required,
  DODO_PAYMENTS_BASE_URL: z.preprocess(blankAsMissing, z.url().optional()),
  DODO_PAYMENTS_ENVIRONMENT: z.preprocess(
    blankAsMissing,
    z.enum(['test_mode', 'live_mode']).default('test_mode'),
  ),
  DODO_PAYMENTS_WEBHOOK_KEY: required.refine(isWebhookKey, webhookKeyRule),
  DODO_PAYMENTS_WEBHOOK_KEY_PREVIOUS: optional.refine(
    (v) => v === undefined || isWebhookKey(v),
    webhookKeyRule,
  ),
  CRON_SECRET: required.refine(isLongSecret, {
    error: `must have at least ${MIN_SECRET_BYTES} characters`,
  }),
  FOLLOWUP_EMAILS_KEY: optional.refine((v) => v === undefined || v.length >= 16, {
    error: 'must have at least 16 characters',
  }),
  SUPABASE_JWT_SECRET: optional,
  LEAD_SECRET: optional.refine((v) => v === undefined || isLongSecret(v), {
    error: `must have at least ${MIN_SECRET_BYTES} characters`,
  }),
  SMTP_URL: z.preprocess(
    blankAsMissing,
    z.url({ protocol: /^smtps?$/, error: 'must be smtp:// or smtps://' }).optional(),
  ),
  MAIL_FROM: optional.refine((v) => v === undefined || /[^\s<>]@[^\s<>]/.test(v), {
    error: 'must have an address, as in Creditkit <hello@example.com>',
  }),
  MAIL_POSTAL_ADDRESS: optional,
  UNSUBSCRIBE_SECRET: optional.refine((v) => v === undefined || isLongSecret(v), {
    error: `must have at least ${MIN_SECRET_BYTES} characters`,
  }),
  MAX_WORK_SECONDS: z.preprocess(blankAsMissing, z.coerce.number().positive().optional()),
  AI_BASE_URL: z.preprocess(blankAsMissing, z.url({ error: 'must be a web address' }).optional()),
  AI_API_KEY: optional,
  AI_MODEL: optional,
  AI_IMAGE_MODEL: optional,
  AUTH_PROVIDERS: optional,
  DEMO_ACCOUNTS: optional,
  DEMO_PASSWORD: optional,
  LOG_LEVEL: z.preprocess(
    blankAsMissing,
    z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('info'),
  ),
})

const ServerEnv = Settings.refine((env) => env.AI_BASE_URL || !(env.AI_MODEL || env.AI_IMAGE_MODEL), {
  path: ['AI_BASE_URL'],
  error: 'is missing, and the models in AI_MODEL and AI_IMAGE_MODEL are called there',
}).refine((env) => !env.AI_BASE_URL || env.AI_MODEL || env.AI_IMAGE_MODEL, {
  path: ['AI_MODEL'],
  error: 'is missing: which model is to be asked at AI_BASE_URL',
})

let cached: z.infer<typeof ServerEnv> | undefined

/** The server's settings, read once. Throws a ZodError naming every variable that is missing or too weak. */
export function serverEnv() {
  cached ??= ServerEnv.parse(process.env)
  return cached
}

/**
 * Stop the process with one clear line unless every required setting is there and strong enough.
 * Called once at boot (instrumentation.ts), so that a missing secret is found before a request finds it.
 */
export function checkEnvOrExit(): void {
  const { error } = ServerEnv.safeParse(process.env)
  const problems = [
    ...findPublicProblems(),
    ...(error?.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`) ?? []),
  ]
  if (problems.length === 0) return
  process.stderr.write(`Creditkit can't start: ${problems.join('; ')}. See .env.example.\n`)
  process.exit(1)
}
