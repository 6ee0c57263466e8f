import { createHash, randomInt } from 'node:crypto'
import type { Sql } from 'postgres'
import type { Mailer } from './mailer'

export type AuthUser = { id: string; email: string; confirmed: boolean }

/** Direct access to `auth.users`, for what the server's own routes leave out. Addresses are compared lower-cased. */
export function createPeople(sql: Sql, mailer: Mailer, otpLength: number) {
  return {
    async find(email: string): Promise<AuthUser | undefined> {
      const [user] = await sql<AuthUser[]>`
        select id, email, email_confirmed_at is not null as confirmed
        from auth.users where email = ${email.toLowerCase()} and not is_sso_user`
      return user
    },

    /** Sends a fresh confirmation mail; the link and code of the earlier one stop working. */
    async sendConfirmation(user: AuthUser): Promise<void> {
      const code = String(randomInt(10 ** otpLength)).padStart(otpLength, '0')
      const hash = hashToken(user.email, code)
      await sql`
        update auth.users set confirmation_token = ${hash}, confirmation_sent_at = now(), updated_at = now()
        where id = ${user.id} and email_confirmed_at is null`
      await mailer.sendConfirmation(user.email, hash, code)
    },

    /** What kind of mail a token came in: `signup` or `magiclink`. Undefined when nobody holds it. */
    async kindOf(hash: string): Promise<'signup' | 'magiclink' | undefined> {
      const [row] = await sql<{ kind: 'signup' | 'magiclink' }[]>`
        select case when confirmation_token = ${hash} then 'signup' else 'magiclink' end as kind
        from auth.users where confirmation_token = ${hash} or recovery_token = ${hash} limit 1`
      return row?.kind
    },
  }
}

/** The server's own way to derive what it stores from the code it mails. */
export function hashToken(email: string, code: string): string {
  return createHash('sha256')
    .update(email.toLowerCase() + code)
    .digest('hex')
}
