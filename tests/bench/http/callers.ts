import { SignJWT } from 'jose'
import type postgres from 'postgres'
import type { Person } from '../../helpers/app/people'

export type BenchCaller = { id: string; cookie: string }

/** People with a million credits each and a session, made without asking the auth server for each of them. */
export async function addCallers(
  sql: postgres.Sql,
  count: number,
  sample: Person,
  jwtSecret: string,
): Promise<BenchCaller[]> {
  const people = await sql<{ id: string; email: string }[]>`
    insert into auth.users (id, email, email_confirmed_at)
    select gen_random_uuid(), 'bench-' || n || '@example.com', now() from generate_series(1, ${count}) n
    returning id, email`
  await sql`
    select public.grant_credits(u.id, 1000000, 'bonus', 'bench') from auth.users u where u.email like 'bench-%'`
  const [first] = sample.cookies
  const name = first?.name.replace(/\.\d+$/, '')
  const text = sample.cookies.map(({ value }) => value).join('')
  const session = JSON.parse(Buffer.from(text.replace('base64-', ''), 'base64url').toString())
  const secret = new TextEncoder().encode(jwtSecret)
  return Promise.all(
    people.map(async ({ id, email }) => {
      const token = await new SignJWT({ email, role: 'authenticated' })
        .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
        .setSubject(id)
        .setAudience('authenticated')
        .setIssuedAt()
        .setExpirationTime('1h')
        .sign(secret)
      const own = { ...session, access_token: token, user: { id, email } }
      return { id, cookie: `${name}=base64-${Buffer.from(JSON.stringify(own)).toString('base64url')}` }
    }),
  )
}
