import { randomUUID } from 'node:crypto'
import { createServerClient } from '@supabase/ssr'
import type { WebSocketLikeConstructor } from '@supabase/supabase-js'
import ws from 'ws'
import { authLink, createMailboxClient } from '../mailbox'

/** Addresses and keys of the stack, by the names of .env.example. */
export type AppEnv = Readonly<Record<string, string | undefined>>
/** Somebody with a confirmed account and a session: what their browser would send as cookies. */
export type Person = {
  id: string
  email: string
  password: string
  cookies: { name: string; value: string }[]
}

/** An address that nobody else in this run uses. */
export function uniqueAddress(name: string): string {
  return `${name}-${randomUUID().slice(0, 8)}@example.com`
}

/** Signs somebody new up with the auth server, follows the link in the mail, and keeps the session. */
export async function signUpPerson(env: AppEnv, name = 'person'): Promise<Person> {
  const email = uniqueAddress(name)
  const password = `password of ${name}`
  const { client, cookies } = createSession(env)
  const asked = await client.auth.signUp({ email, password })
  if (asked.error) throw asked.error
  const mail = await createMailboxClient(required(env, 'MAILBOX_URL')).waitForMail({ to: email })
  const token = authLink(mail).searchParams.get('token_hash') ?? ''
  const { data, error } = await client.auth.verifyOtp({ type: 'signup', token_hash: token })
  if (error) throw error
  if (!data.user) throw new Error(`${email} was confirmed without a user.`)
  return { id: data.user.id, email, password, cookies: cookies() }
}

/** Signs in somebody who has an account: a second session beside those they have. */
export async function signInPerson(env: AppEnv, email: string, password: string): Promise<Person> {
  const { client, cookies } = createSession(env)
  const { data, error } = await client.auth.signInWithPassword({ email, password })
  if (error) throw error
  return { id: data.user.id, email, password, cookies: cookies() }
}

/** The seeded admin of the local stack. */
export function signInAdmin(env: AppEnv): Promise<Person> {
  return signInPerson(env, 'admin@example.com', required(env, 'DEMO_PASSWORD'))
}

/** The value of a variable that the stack always sets. */
export function required(env: AppEnv, name: string): string {
  const value = env[name]
  if (!value) throw new Error(`${name} is not set: the stack did not start.`)
  return value
}

// The library that the app itself uses writes the cookies, so that they are what a browser would hold.
function createSession(env: AppEnv) {
  const jar = new Map<string, string>()
  const client = createServerClient(
    required(env, 'NEXT_PUBLIC_SUPABASE_URL'),
    required(env, 'NEXT_PUBLIC_SUPABASE_PUBLISHABLE_KEY'),
    {
      realtime: { transport: ws as unknown as WebSocketLikeConstructor },
      cookies: {
        getAll: () => Array.from(jar, ([name, value]) => ({ name, value })),
        setAll: (changed) => {
          for (const { name, value } of changed) {
            if (value) jar.set(name, value)
            else jar.delete(name)
          }
        },
      },
    },
  )
  return { client, cookies: () => Array.from(jar, ([name, value]) => ({ name, value })) }
}
