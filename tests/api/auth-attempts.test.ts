import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { uniqueAddress } from '../helpers/app/people'
import { useApp } from '../helpers/app/use-app'

const BURST = 30
const TOO_MANY = 'Too many attempts from your network.'
const app = useApp()

/** A network that nothing else here comes from. */
const newNetwork = () => `2001:db8:${randomBytes(2).toString('hex')}:${randomBytes(2).toString('hex')}::1`

const unescapeHtml = (text: string) =>
  text.replaceAll('&quot;', '"').replaceAll('&#x27;', "'").replaceAll('&amp;', '&')

/** What a browser without JavaScript would send of the form on `page` that has a field of this name. */
async function readForm(page: string, field: string) {
  const html = await (await fetch(new URL(page, app.url))).text()
  const form = html
    .split('<form')
    .find((part) => part.includes(`name="${field}"`) && part.includes('$ACTION'))
  const inputs = form?.split('</form>')[0]?.match(/<input[^>]*>/g) ?? []
  const read = (input: string, name: string) =>
    unescapeHtml(new RegExp(` ${name}="([^"]*)"`).exec(input)?.[1] ?? '')
  return inputs.map((input) => [read(input, 'name'), read(input, 'value')] as const)
}

/** Sends a form from a network, and reads the page that it leads to. */
function createSender(page: string, inputs: Awaited<ReturnType<typeof readForm>>) {
  return async (network: string, values: Record<string, string> = {}) => {
    const body = new FormData()
    for (const [name, value] of inputs) body.append(name, values[name] ?? value)
    const answer = await fetch(new URL(page, app.url), {
      method: 'POST',
      redirect: 'manual',
      headers: { 'x-real-ip': network, origin: app.url },
      body,
    })
    const target = new URL(answer.headers.get('location') ?? page, app.url)
    const cookie = answer.headers
      .getSetCookie()
      .map((line) => line.split(';')[0])
      .join('; ')
    const next = await fetch(target, { headers: { cookie } })
    return { path: target.pathname, text: unescapeHtml(await next.text()) }
  }
}
const senderFor = async (page: string, field: string) => createSender(page, await readForm(page, field))

test('so many attempts from one network are let through, and everybody else goes on', async () => {
  const signIn = await senderFor('/sign-in', 'password')
  const wrong = { email: uniqueAddress('nobody'), password: 'a wrong password' }
  const [network, other] = [newNetwork(), newNetwork()]
  expect((await signIn(network, wrong)).text).toContain('do not match')
  // No refill, however long the others take.
  await app.sql`update public.rate_limits set refilled_at = now() + interval '1 hour' where bucket like 'auth:%'`
  const others = await Promise.all(Array.from({ length: BURST - 1 }, () => signIn(network, wrong)))
  expect(others.filter(({ text }) => text.includes('do not match'))).toHaveLength(BURST - 1)
  expect((await signIn(network, wrong)).text).toContain(TOO_MANY)
  expect((await signIn(other, wrong)).text).toContain('do not match')

  const email = uniqueAddress('nobody')
  const signUp = await senderFor('/sign-up', 'password')
  const account = { email, password: 'long enough 1' }
  expect((await signUp(network, account)).text).toContain(TOO_MANY)
  expect((await signUp(other, account)).text).toContain('Check your inbox')
  const recover = await senderFor('/forgot-password', 'email')
  expect((await recover(network, { email })).text).toContain(TOO_MANY)
  expect((await recover(other, { email })).text).toContain('Check your inbox')

  const openLink = await senderFor('/auth/confirm?type=signup&token_hash=0a1b', 'token_hash')
  const refused = await openLink(network)
  expect(refused.path).toBe('/auth/confirm')
  expect(refused.text).toContain(TOO_MANY)
  expect(refused.text).toContain('Confirm and continue')
  expect((await openLink(other)).path).toBe('/auth/link-expired')
})
