import { describe, expect, it } from 'vitest'
import { authLink } from '../helpers/mailbox'
import { password, SITE, useStack } from './fixtures/stack'

const { client, mail, newAddress, signUp, sql, tokenFrom } = useStack()

describe('signing up', () => {
  it('mails a link to the app, which confirms once, and then the password works', async () => {
    const email = newAddress()
    const { session } = await signUp(email, {
      emailRedirectTo: `${SITE}/welcome?plan=pro&from=mail`,
      data: { name: 'Ada <Lovelace>' },
    })
    expect(session).toBeNull()
    expect((await client().auth.signInWithPassword({ email, password })).error?.code).toBe(
      'email_not_confirmed',
    )

    const link = authLink(await mail().waitForMail({ to: email, subject: 'Confirm your email address' }))
    expect(link.origin + link.pathname).toBe(`${SITE}/auth/confirm`)
    expect(link.searchParams.get('next')).toBe(`${SITE}/welcome?plan=pro&from=mail`)
    expect(link.searchParams.get('type')).toBe('signup')
    const token_hash = link.searchParams.get('token_hash') ?? ''
    const confirmed = await client().auth.verifyOtp({ token_hash, type: 'signup' })
    expect(confirmed.error).toBeNull()
    expect(confirmed.data.session?.user.email).toBe(email)
    const again = await client().auth.verifyOtp({ token_hash, type: 'signup' })
    expect(again.error).toMatchObject({ status: 403, code: 'otp_expired' })

    const user = client()
    expect((await user.auth.signInWithPassword({ email, password })).error).toBeNull()
    const { data } = await user.from('people').select('name, joined').single()
    expect(data).toEqual({ name: 'Ada <Lovelace>', joined: '2026-01-02T03:04:05.678+00:00' })
  })

  it('leads only to the site itself, whatever the request asked for', async () => {
    const email = newAddress()
    await signUp(email, { emailRedirectTo: 'https://evil.example.com/' })
    expect(authLink(await mail().waitForMail({ to: email })).searchParams.get('next')).toBe(SITE)
  })

  it('refuses a link that is too old', async () => {
    const email = newAddress()
    await signUp(email)
    const token_hash = await tokenFrom(email, 'Confirm')
    await sql()`update auth.users set confirmation_sent_at = now() - interval '2 hours' where email = ${email}`
    const late = await client().auth.verifyOtp({ token_hash, type: 'signup' })
    expect(late.error).toMatchObject({ status: 403, code: 'otp_expired' })
  })

  it('answers the same for a new address, a waiting one and a confirmed one', async () => {
    const [fresh, waiting, confirmed] = [newAddress(), newAddress(), newAddress()]
    await signUp(waiting)
    await signUp(confirmed)
    await client().auth.verifyOtp({ token_hash: await tokenFrom(confirmed, 'Confirm'), type: 'email' })
    const shapes = []
    for (const email of [fresh, waiting, confirmed]) {
      const { user, session } = await signUp(email)
      shapes.push({ session, email: user?.email === email, keys: Object.keys(user ?? {}).sort() })
    }
    expect(shapes[1]).toEqual(shapes[0])
    expect(shapes[2]).toEqual(shapes[0])
    expect(await mail().list(waiting)).toHaveLength(2)
    expect(await mail().list(confirmed)).toHaveLength(1)
    const wrong = await client().auth.signInWithPassword({ email: confirmed, password: 'another password' })
    expect(wrong.error?.code).toBe('invalid_credentials')
  })

  it('sends the confirmation again on request, and the older link stops working', async () => {
    const email = newAddress()
    await signUp(email)
    const first = await tokenFrom(email, 'Confirm')
    expect((await client().auth.resend({ type: 'signup', email })).error).toBeNull()
    expect(await mail().list(email)).toHaveLength(2)
    const second = await tokenFrom(email, 'Confirm')
    expect((await client().auth.verifyOtp({ token_hash: first, type: 'signup' })).error?.code).toBe(
      'otp_expired',
    )
    expect((await client().auth.verifyOtp({ token_hash: second, type: 'signup' })).error).toBeNull()
  })
})

describe('links by mail', () => {
  it('answers a password reset the same for anyone, and mails only those it knows', async () => {
    const [known, unknown] = [newAddress(), newAddress()]
    await signUp(known)
    await client().auth.verifyOtp({ token_hash: await tokenFrom(known, 'Confirm'), type: 'signup' })
    const redirectTo = `${SITE}/auth/update-password`
    const answers = await Promise.all(
      [known, unknown].map((email) => client().auth.resetPasswordForEmail(email, { redirectTo })),
    )
    expect(answers[1]).toEqual(answers[0])
    const link = authLink(await mail().waitForMail({ to: known, subject: 'Choose a new password' }))
    expect(link.searchParams.get('next')).toBe(redirectTo)
    expect(await mail().list(unknown)).toEqual([])

    const user = client()
    const token_hash = link.searchParams.get('token_hash') ?? ''
    expect((await user.auth.verifyOtp({ token_hash, type: 'recovery' })).error).toBeNull()
    expect((await user.auth.updateUser({ password: 'a better password' })).error).toBeNull()
    expect((await client().auth.signInWithPassword({ email: known, password })).error?.code).toBe(
      'invalid_credentials',
    )
    const signedIn = await client().auth.signInWithPassword({ email: known, password: 'a better password' })
    expect(signedIn.error).toBeNull()
  })

  it('signs a known person in by a link, once', async () => {
    const email = newAddress()
    await signUp(email)
    await client().auth.verifyOtp({ token_hash: await tokenFrom(email, 'Confirm'), type: 'signup' })
    expect((await client().auth.signInWithOtp({ email })).error).toBeNull()
    const token_hash = await tokenFrom(email, 'sign-in link')
    const byLink = await client().auth.verifyOtp({ token_hash, type: 'magiclink' })
    expect(byLink.error).toBeNull()
    expect(byLink.data.user?.email).toBe(email)
    expect((await client().auth.verifyOtp({ token_hash, type: 'magiclink' })).error?.code).toBe('otp_expired')
  })

  it('confirms a new address only once its owner has opened the mail', async () => {
    const email = newAddress()
    expect((await client().auth.signInWithOtp({ email })).error).toBeNull()
    const confirmed = () =>
      sql()`select email_confirmed_at is not null as yes from auth.users where email = ${email}`
    expect(await confirmed()).toEqual([{ yes: false }])
    const token_hash = await tokenFrom(email, 'Confirm your email address')
    expect((await client().auth.verifyOtp({ token_hash, type: 'email' })).error).toBeNull()
    expect(await confirmed()).toEqual([{ yes: true }])
  })
})
