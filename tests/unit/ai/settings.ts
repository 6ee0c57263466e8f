import { afterAll, beforeAll, vi } from 'vitest'

const REQUIRED = {
  SUPABASE_SECRET_KEY: 'sb_secret_1',
  DODO_PAYMENTS_API_KEY: 'dodo_1',
  DODO_PAYMENTS_WEBHOOK_KEY: `whsec_${Buffer.alloc(24, 1).toString('base64')}`,
  CRON_SECRET: 'c'.repeat(24),
}

/** Gives a test file the settings of a server: no model of its own unless `changes` name one. Read once per file. */
export function useSettings(changes: () => Record<string, string> = () => ({})) {
  beforeAll(() => {
    const none = { AI_BASE_URL: '', AI_MODEL: '', AI_API_KEY: '', AI_IMAGE_MODEL: '' }
    const settings = { ...REQUIRED, ...none, ...changes() }
    for (const [name, value] of Object.entries(settings)) vi.stubEnv(name, value)
  })
  afterAll(() => vi.unstubAllEnvs())
}
