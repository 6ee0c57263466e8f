import 'server-only'
import { cookies, headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { z } from 'zod'
import { safeNextPath } from '@/lib/auth/next-path'
import { siteUrl } from '@/lib/env/public'
import type { AuthFormState } from './form-state'
import { withNext } from './next-link'

const COOKIE = 'auth-answer'
const LIFETIME_SECONDS = 120

const messages = z.array(z.string()).optional()
const Answer = z.object({
  page: z.string(),
  state: z.object({
    step: z.enum(['form', 'inbox', 'done']),
    values: z.object({ name: z.string(), email: z.string() }),
    fieldErrors: z.object({ name: messages, email: messages, password: messages, current: messages }),
    problem: z.string().optional(),
    isUnconfirmed: z.boolean().optional(),
    purpose: z.enum(['confirmation', 'sign-in-link', 'recovery']).optional(),
    isRepeated: z.boolean().optional(),
  }),
})

/**
 * Hands an action's answer to its form. A form sent without JavaScript gets it by way of a redirect and a cookie:
 * Next 16 drops the state of an action when it renders a page with a prerendered shell (vercel/next.js#97784).
 */
export async function answerForm(form: FormData, state: AuthFormState): Promise<AuthFormState> {
  if ((await headers()).has('next-action')) return state
  const page = safeNextPath(form.get('page'), '/sign-in')
  const answer: z.infer<typeof Answer> = { page, state }
  const store = await cookies()
  store.set(COOKIE, JSON.stringify(answer), {
    httpOnly: true,
    sameSite: 'lax',
    secure: siteUrl.protocol === 'https:',
    maxAge: LIFETIME_SECONDS,
  })
  redirect(withNext(`${page}${page.includes('?') ? '&' : '?'}answered=1`, safeNextPath(form.get('next'))))
}

/** What the form on `page` was answered before this request, if the query says that it was. */
export async function readAnswer(
  page: string,
  query: Record<string, string | string[] | undefined>,
): Promise<AuthFormState | undefined> {
  if (query.answered !== '1') return undefined
  const cookie = (await cookies()).get(COOKIE)?.value
  try {
    const { data } = Answer.safeParse(JSON.parse(cookie ?? ''))
    return data?.page === page ? data.state : undefined
  } catch {
    return undefined
  }
}
