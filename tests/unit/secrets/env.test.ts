import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'

const GOOD = {
  NEXT_PUBLIC_SUPABASE_URL: 'https://project.supabase.co',
  NEXT_PUBLIC_SUPABASE_PUBLISHABLE_KEY: 'sb_publishable_1',
  NEXT_PUBLIC_SUPABASE_ANON_KEY: '',
  SUPABASE_SECRET_KEY: 'sb_secret_1',
  DODO_PAYMENTS_API_KEY: 'dodo_1',
  DODO_PAYMENTS_BASE_URL: '',
  DODO_PAYMENTS_ENVIRONMENT: '',
  DODO_PAYMENTS_WEBHOOK_KEY: `whsec_${Buffer.alloc(24, 1).toString('base64')}`,
  DODO_PAYMENTS_WEBHOOK_KEY_PREVIOUS: '',
  CRON_SECRET: 'c'.repeat(24),
  FOLLOWUP_EMAILS_KEY: '',
  SMTP_URL: '',
  MAIL_FROM: '',
  UNSUBSCRIBE_SECRET: '',
  AI_BASE_URL: '',
  AI_MODEL: '',
  AI_IMAGE_MODEL: '',
  NEXT_PUBLIC_SITE_URL: '',
  LOG_LEVEL: '',
} as const

const OLD_SECRET_KEY = `e30.${btoa('{"role":"service_role"}')}.signature`
const EIGHT_BYTES = Buffer.alloc(8, 1).toString('base64')
const TWENTY_THREE_BYTES = Buffer.alloc(23, 1).toString('base64')

/** Reads the environment as a starting server does; resolves what it said and the exit code it chose, if any. */
async function boot(changes: Record<string, string | undefined> = {}) {
  for (const [name, value] of Object.entries({ ...GOOD, ...changes })) vi.stubEnv(name, value)
  vi.resetModules()
  const { checkEnvOrExit } = await import('../../../lib/env/server')
  const said: string[] = []
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
    said.push(String(text))
    return true
  })
  const exit = vi.spyOn(process, 'exit').mockImplementation(() => undefined as never)
  checkEnvOrExit()
  return { said: said.join(''), code: exit.mock.calls[0]?.[0] }
}

beforeEach(() => vi.stubEnv('NODE_ENV', 'production'))
afterEach(() => {
  vi.unstubAllEnvs()
  vi.restoreAllMocks()
})

test('a complete environment starts without a word', async () => {
  expect(await boot()).toEqual({ said: '', code: undefined })
})

const REFUSED: [what: string, changes: Record<string, string | undefined>, line: string][] = [
  ['no webhook key', { DODO_PAYMENTS_WEBHOOK_KEY: undefined }, 'DODO_PAYMENTS_WEBHOOK_KEY is missing'],
  ['an empty webhook key', { DODO_PAYMENTS_WEBHOOK_KEY: '' }, 'DODO_PAYMENTS_WEBHOOK_KEY is missing'],
  ['a blank webhook key', { DODO_PAYMENTS_WEBHOOK_KEY: '  ' }, 'DODO_PAYMENTS_WEBHOOK_KEY is missing'],
  ['whsec_ alone', { DODO_PAYMENTS_WEBHOOK_KEY: 'whsec_' }, 'DODO_PAYMENTS_WEBHOOK_KEY must be whsec_'],
  [
    '8 bytes',
    { DODO_PAYMENTS_WEBHOOK_KEY: `whsec_${EIGHT_BYTES}` },
    'DODO_PAYMENTS_WEBHOOK_KEY must be whsec_',
  ],
  [
    '23 bytes',
    { DODO_PAYMENTS_WEBHOOK_KEY: `whsec_${TWENTY_THREE_BYTES}` },
    'DODO_PAYMENTS_WEBHOOK_KEY must be whsec_',
  ],
  [
    'a weak previous key',
    { DODO_PAYMENTS_WEBHOOK_KEY_PREVIOUS: `whsec_${EIGHT_BYTES}` },
    'DODO_PAYMENTS_WEBHOOK_KEY_PREVIOUS must be whsec_',
  ],
  ['no cron secret', { CRON_SECRET: undefined }, 'CRON_SECRET is missing'],
  ['an empty cron secret', { CRON_SECRET: '' }, 'CRON_SECRET is missing'],
  ['a cron secret of 23 characters', { CRON_SECRET: 'c'.repeat(23) }, 'CRON_SECRET must have at least 24'],
  [
    'a short key for the mails',
    { FOLLOWUP_EMAILS_KEY: 'short' },
    'FOLLOWUP_EMAILS_KEY must have at least 16',
  ],
  ['no secret key', { SUPABASE_SECRET_KEY: '' }, 'SUPABASE_SECRET_KEY is missing'],
  ['no Dodo key', { DODO_PAYMENTS_API_KEY: undefined }, 'DODO_PAYMENTS_API_KEY is missing'],
  ['no address', { NEXT_PUBLIC_SUPABASE_URL: undefined }, 'NEXT_PUBLIC_SUPABASE_URL is missing'],
  [
    'no publishable key',
    { NEXT_PUBLIC_SUPABASE_PUBLISHABLE_KEY: '' },
    'NEXT_PUBLIC_SUPABASE_PUBLISHABLE_KEY is missing',
  ],
  ['an address without https', { NEXT_PUBLIC_SITE_URL: 'app.example.com' }, 'NEXT_PUBLIC_SITE_URL must'],
  [
    'a project without https',
    { NEXT_PUBLIC_SUPABASE_URL: 'project.supabase.co' },
    'NEXT_PUBLIC_SUPABASE_URL is',
  ],
  [
    'a secret key that browsers would get',
    { NEXT_PUBLIC_SUPABASE_PUBLISHABLE_KEY: 'sb_secret_1' },
    'NEXT_PUBLIC_SUPABASE_PUBLISHABLE_KEY is a secret key',
  ],
  [
    'an older one of these',
    { NEXT_PUBLIC_SUPABASE_ANON_KEY: OLD_SECRET_KEY },
    'NEXT_PUBLIC_SUPABASE_ANON_KEY is a secret key',
  ],
  [
    'a publishable key in place of the secret one',
    { SUPABASE_SECRET_KEY: 'sb_publishable_1' },
    'SUPABASE_SECRET_KEY is a publishable key',
  ],
  ['a model without its address', { AI_MODEL: 'some-model' }, 'AI_BASE_URL is missing'],
  ['an address without a model', { AI_BASE_URL: 'https://models.example/v1' }, 'AI_MODEL is missing'],
  ['a mail server on the web', { SMTP_URL: 'https://mail.example' }, 'SMTP_URL must be smtp://'],
  ['a sender without an address', { MAIL_FROM: 'Creditkit' }, 'MAIL_FROM must have an address'],
  [
    'a short unsubscribe secret',
    { UNSUBSCRIBE_SECRET: 'u'.repeat(23) },
    'UNSUBSCRIBE_SECRET must have at least 24',
  ],
  [
    'an unknown payment environment',
    { DODO_PAYMENTS_ENVIRONMENT: 'production' },
    'DODO_PAYMENTS_ENVIRONMENT ',
  ],
]

describe('the process stops with one line', () => {
  test.each(REFUSED)('at %s', async (_what, changes, line) => {
    const { said, code } = await boot(changes)
    expect(code).toBe(1)
    expect(said).toContain(line)
    expect(said.trimEnd().split('\n')).toHaveLength(1)
  })

  test('and that line names every problem, and no value', async () => {
    const { said } = await boot({
      CRON_SECRET: 'too short',
      DODO_PAYMENTS_API_KEY: '',
      NEXT_PUBLIC_SUPABASE_URL: '',
    })
    expect(said).toContain('NEXT_PUBLIC_SUPABASE_URL is missing')
    expect(said).toContain('CRON_SECRET must')
    expect(said).toContain('DODO_PAYMENTS_API_KEY is missing')
    expect(said).not.toContain('too short')
  })

  test('in development as in production', async () => {
    vi.stubEnv('NODE_ENV', 'development')
    expect(await boot({ CRON_SECRET: '' })).toMatchObject({ code: 1 })
  })
})
