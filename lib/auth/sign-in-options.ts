import 'server-only'
import { serverEnv } from '@/lib/env/server'
import { PROVIDERS, type Provider } from './form/providers'

const listOf = (value: string | undefined) =>
  (value ?? '')
    .split(',')
    .map((item) => item.trim())
    .filter(Boolean)

/** The OAuth providers that AUTH_PROVIDERS switches on, in our order. Unknown names are ignored. */
export function enabledProviders(): Provider[] {
  const wanted = new Set(listOf(serverEnv().AUTH_PROVIDERS).map((name) => name.toLowerCase()))
  return PROVIDERS.filter((name) => wanted.has(name))
}

/** The seeded people of a local stack, to sign in with one click. Empty wherever DEMO_ACCOUNTS is not set. */
export function demoPeople(): { email: string; password: string }[] {
  const { DEMO_ACCOUNTS, DEMO_PASSWORD } = serverEnv()
  if (!DEMO_PASSWORD) return []
  return listOf(DEMO_ACCOUNTS).map((email) => ({ email, password: DEMO_PASSWORD }))
}
