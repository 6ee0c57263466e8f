import { z } from 'zod'
import { type AuthFormState, formAgain } from './form-state'
import { PASSWORD_MAX_BYTES, PASSWORD_MIN_CHARACTERS } from './password-rule'

const MAX_EMAIL_CHARACTERS = 254
const MAX_NAME_CHARACTERS = 120
/** Longer than any password that can exist; spares the auth server hashing a megabyte. */
const MAX_ATTEMPT_CHARACTERS = 1_000

const Email = z
  .string({ error: 'Enter your email address.' })
  .trim()
  .toLowerCase()
  .pipe(
    z
      .email({
        error: ({ input }) =>
          input === '' ? 'Enter your email address.' : 'Enter an address like name@example.com.',
      })
      .max(MAX_EMAIL_CHARACTERS, 'This address is too long.'),
  )

const NewPassword = z
  .string({ error: 'Choose a password.' })
  .min(PASSWORD_MIN_CHARACTERS, `Use at least ${PASSWORD_MIN_CHARACTERS} characters.`)
  .refine((value) => new TextEncoder().encode(value).length <= PASSWORD_MAX_BYTES, {
    error: `Use at most ${PASSWORD_MAX_BYTES} characters; accented letters and emoji count for more than one.`,
  })

const DisplayName = z
  .string({ error: 'Enter a name.' })
  .trim()
  .max(MAX_NAME_CHARACTERS, `Use at most ${MAX_NAME_CHARACTERS} characters.`)
  .regex(/^\P{Cc}*$/u, 'Use letters, digits, spaces and punctuation.')

export const SignUpFields = z.object({
  name: DisplayName.optional(),
  email: Email,
  password: NewPassword,
})

export const SignInFields = z.object({
  email: Email,
  password: z
    .string({ error: 'Enter your password.' })
    .min(1, 'Enter your password.')
    .max(MAX_ATTEMPT_CHARACTERS, 'This password is too long.'),
})

export const MailFields = z.object({ email: Email })
export const NewPasswordFields = z.object({ password: NewPassword })
export const ProfileFields = z.object({ name: DisplayName })
export const ChangePasswordFields = z.object({
  current: SignInFields.shape.password,
  password: NewPassword,
})

/** What the link in a mail carries; the templates in supabase/templates name the types. */
export const MailLink = z.object({
  token_hash: z.string().regex(/^[\w-]{1,256}$/),
  type: z.enum(['signup', 'magiclink', 'recovery', 'invite', 'email_change', 'email']),
})
export type MailLink = z.infer<typeof MailLink>

type Read<T> = { fields: T; failed?: undefined } | { fields?: undefined; failed: AuthFormState }

/** Parses a submitted form; when it does not fit, `failed` is the form again with one message per field. */
export function readForm<T>(schema: z.ZodType<T>, form: FormData): Read<T> {
  const parsed = schema.safeParse(Object.fromEntries(form))
  if (parsed.success) return { fields: parsed.data }
  return { failed: formAgain(form, { fieldErrors: z.flattenError(parsed.error).fieldErrors }) }
}
