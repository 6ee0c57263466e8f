import { createRequire } from 'node:module'
import { PROJECT_ROOT } from '../paths'

type NextEnv = { loadEnvConfig(dir: string, dev: boolean, log?: Pick<Console, 'info' | 'error'>): unknown }

/** Reads the project's .env files into the environment, by Next's own rules: what is set already stays. */
export function loadEnvFiles() {
  const fromNext = createRequire(createRequire(import.meta.url).resolve('next/package.json'))
  const { loadEnvConfig } = fromNext('@next/env') as NextEnv
  loadEnvConfig(PROJECT_ROOT, true, { info: () => undefined, error: console.error })
}

/** The hosted project that the environment names, if it names one. */
export function hostedProject(env: Record<string, string | undefined>): string | undefined {
  return env.NEXT_PUBLIC_SUPABASE_URL?.trim() || undefined
}

/**
 * The app's environment on the local stack. The stack's values count, so that a DATABASE_URL left in a shell cannot
 * send local data elsewhere; but an own Dodo account, mail server or cron secret is taken as meant.
 */
export function mergeEnvironment(
  own: Record<string, string | undefined>,
  stack: Record<string, string>,
): NodeJS.ProcessEnv {
  const merged: Record<string, string | undefined> = { ...own, ...stack }
  const keep = (name: string) => {
    merged[name] = own[name]
  }
  if (own.DODO_PAYMENTS_API_KEY) {
    for (const name of Object.keys(merged)) if (name.startsWith('DODO_PAYMENTS_')) keep(name)
  }
  for (const name of ['SMTP_URL', 'MAIL_FROM', 'CRON_SECRET', 'LEAD_SECRET', 'UNSUBSCRIBE_SECRET'])
    if (own[name]) keep(name)
  return merged as NodeJS.ProcessEnv
}
