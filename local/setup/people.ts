import type { Sql } from 'postgres'

export const DEMO_PASSWORD = 'password123'

/** The people of a fresh local stack; `admin` is one by profile. */
export const DEMO_PEOPLE = [
  { email: 'admin@example.com', name: 'Ada Admin', admin: true },
  { email: 'user@example.com', name: 'Uma User', admin: false },
]

/**
 * Adds the demo people, confirmed and able to sign in, the first time this database is used. They come in the way a
 * sign-up does (a new auth user, then its confirmation), so the project's own triggers give them what they give anyone.
 */
export async function addDemoPeople(sql: Sql): Promise<void> {
  const [done] = await sql`select 1 from supabase_migrations.platform where name = 'people'`
  if (done) return
  await sql.begin(async (tx) => {
    for (const { email, name, admin } of DEMO_PEOPLE) {
      const data = { name, email, email_verified: true, phone_verified: false }
      const [created] = await tx<{ id: string }[]>`
        insert into auth.users (id, email, encrypted_password, raw_app_meta_data, raw_user_meta_data)
        values (
          gen_random_uuid(), ${email}, extensions.crypt(${DEMO_PASSWORD}, extensions.gen_salt('bf', 10)),
          '{"provider": "email", "providers": ["email"]}', ${tx.json(data)}
        )
        on conflict do nothing returning id`
      if (!created) continue
      await tx`
        insert into auth.identities (id, provider, provider_id, user_id, identity_data)
        values (gen_random_uuid(), 'email', ${created.id}, ${created.id}, ${tx.json({ ...data, sub: created.id })})`
      await tx`update auth.users set email_confirmed_at = now() where id = ${created.id}`
      const [profiles] = await tx`select to_regclass('public.profiles') is not null as exist`
      if (admin && profiles?.exist)
        await tx`update public.profiles set role = 'admin' where id = ${created.id}`
    }
    await tx`insert into supabase_migrations.platform (name, hash) values ('people', '')`
  })
}
