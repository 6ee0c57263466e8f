import { AuthApiError } from '@supabase/supabase-js'
import { describe, expect, it } from 'vitest'
import { describeAuthError, revealsAccount } from '@/lib/auth/form/auth-errors'
import { MailLink, readForm, SignInFields, SignUpFields } from '@/lib/auth/form/credentials'

function formOf(values: Record<string, string | File>): FormData {
  const form = new FormData()
  for (const [name, value] of Object.entries(values)) form.append(name, value)
  return form
}

const GOOD = { name: 'Ada Lovelace', email: 'ada@example.com', password: 'a long password' }

describe('the sign-up form', () => {
  const signUp = (values: Record<string, string | File>) =>
    readForm(SignUpFields, formOf({ ...GOOD, ...values }))

  it('takes what it asks for, addresses trimmed and in small letters', () => {
    expect(signUp({ name: ' Ada ', email: '  Ada@Example.COM ' }).fields).toEqual({
      name: 'Ada',
      email: 'ada@example.com',
      password: 'a long password',
    })
    expect(signUp({ name: '' }).fields?.name).toBe('')
  })

  it.each([
    ['email', '', 'Enter your email address.'],
    ['email', 'ada', 'Enter an address like name@example.com.'],
    ['email', 'ada@example', 'Enter an address like name@example.com.'],
    ['email', 'ada@example.com\nbcc: eve@example.com', 'Enter an address like name@example.com.'],
    ['email', `${'a'.repeat(250)}@example.com`, 'This address is too long.'],
    ['password', 'seven77', 'Use at least 8 characters.'],
    ['name', 'a'.repeat(121), 'Use at most 120 characters.'],
    ['name', 'a\u0000b', 'Use letters, digits, spaces and punctuation.'],
  ])('says what is wrong with the %s %j', (field, value, message) => {
    const { failed } = signUp({ [field]: value })
    expect(failed?.fieldErrors).toEqual({ [field]: [message] })
    expect(failed?.step).toBe('form')
  })

  it('counts the bytes of a password, as bcrypt does', () => {
    expect(signUp({ password: 'x'.repeat(72) }).failed).toBeUndefined()
    expect(signUp({ password: 'x'.repeat(73) }).failed?.fieldErrors.password).toHaveLength(1)
    expect(signUp({ password: '\u00e9'.repeat(36) }).failed).toBeUndefined()
    expect(signUp({ password: '\u00e9'.repeat(37) }).failed?.fieldErrors.password).toHaveLength(1)
  })

  it('keeps what was typed and never hands a password back', () => {
    const { failed } = signUp({ email: 'not an address', password: 'correct horse' })
    expect(failed?.values).toEqual({ name: 'Ada Lovelace', email: 'not an address' })
    expect(JSON.stringify(failed)).not.toContain('correct horse')
  })

  it('answers fields that are missing, files or endless', () => {
    const file = new File(['x'], 'x.txt')
    expect(readForm(SignUpFields, formOf({})).failed?.fieldErrors).toEqual({
      email: ['Enter your email address.'],
      password: ['Choose a password.'],
    })
    const files = readForm(SignUpFields, formOf({ name: file, email: file, password: file })).failed
    expect(Object.keys(files?.fieldErrors ?? {})).toEqual(['name', 'email', 'password'])
    expect(files?.values).toEqual({ name: '', email: '' })
    expect(signUp({ email: 'x'.repeat(100_000) }).failed?.values.email).toHaveLength(300)
  })
})

it('signing in takes any password, because rules may have changed since it was chosen', () => {
  expect(readForm(SignInFields, formOf({ email: 'a@b.co', password: 'x' })).fields?.password).toBe('x')
  expect(readForm(SignInFields, formOf({ email: 'a@b.co', password: '' })).failed).toBeDefined()
})

it.each([
  [{ token_hash: 'pkce_0a1b', type: 'recovery' }, true],
  [{ token_hash: '0a1b', type: 'signup' }, true],
  [{ token_hash: '', type: 'signup' }, false],
  [{ token_hash: ['a', 'b'], type: 'signup' }, false],
  [{ token_hash: 'a&b', type: 'signup' }, false],
  [{ token_hash: 'a', type: 'phone_change' }, false],
  [{ token_hash: 'a' }, false],
])('of mail links, %j is accepted: %s', (query, isAccepted) => {
  expect(MailLink.safeParse(query).success).toBe(isAccepted)
})

describe('answers of the auth server', () => {
  const error = (code: string, status = 400) => new AuthApiError('internal words', status, code)

  it.each([
    'user_already_exists',
    'email_exists',
    'user_not_found',
    'otp_disabled',
    'over_email_send_rate_limit',
    'email_address_invalid',
    'email_address_not_authorized',
  ])('%s depends on the address and is kept from strangers', (code) => {
    expect(revealsAccount(error(code))).toBe(true)
  })

  it.each(['over_request_rate_limit', 'weak_password', 'signup_disabled', 'unexpected_failure'])(
    '%s is for everyone to read',
    (code) => {
      expect(revealsAccount(error(code))).toBe(false)
    },
  )

  it('never shows the words of the server', () => {
    for (const code of ['unexpected_failure', 'invalid_credentials', 'weak_password', '', 'constructor']) {
      expect(describeAuthError(error(code, 500)).message).not.toContain('internal words')
      expect(describeAuthError(error(code, 500)).message).toMatch(/\.$/)
    }
  })

  it('puts a weak password where it was typed, and blames nobody for any 429', () => {
    expect(describeAuthError(error('weak_password', 422)).field).toBe('password')
    for (const code of ['over_request_rate_limit', 'something_new']) {
      expect(describeAuthError(error(code, 429)).message).toContain('Too many people')
    }
  })
})
