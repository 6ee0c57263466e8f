import { addUser, type TestSql } from './database'

/** Adds somebody who is an admin. Resolves the id. */
export async function addAdmin(sql: TestSql): Promise<string> {
  const { id } = await addUser(sql)
  await sql`update public.profiles set role = 'admin' where id = ${id}`
  return id
}
