import { createHmac, randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import postgres, { type Sql } from 'postgres'
import { type Gateway, startGateway } from '../../local/gateway'
import { startPostgres } from '../../local/postgres'
import { startRealtime } from '../../local/realtime/server'

export const PUBLISHABLE_KEY = 'sb_publishable_for_tests'
export const SECRET_KEY = 'sb_secret_for_tests'
const JWT_SECRET = 'a secret that only these tests know'

export type Database = {
  url: string
  sql: Sql
  /** Stops the server and starts it again on the same data and port. */
  restart(): Promise<void>
  stop(): Promise<void>
}

/** A database with the realtime schema, auth.uid(), and policies: read and write `credits:<own id>`, read `room:*`. */
export async function startDatabase(): Promise<Database> {
  const folder = mkdtempSync(join(tmpdir(), 'creditkit-realtime-'))
  // Run by root, the server gets an account of its own, which has to reach its data.
  chmodSync(folder, 0o755)
  const options = { dataDir: join(folder, 'data'), port: await findPort(), durable: false }
  let server = await startPostgres(options)
  // Changes are streamed once they are flushed, which a throwaway server would otherwise put off for a while.
  const setup = postgres(server.url, { max: 1 })
  await setup`alter role postgres set synchronous_commit = on`
  await setup.end()
  const sql = postgres(server.url, { max: 4, onnotice: () => {} })
  await sql.unsafe(`
    create schema auth;
    create function auth.uid() returns uuid language sql stable as
      $$ select nullif(current_setting('request.jwt.claim.sub', true), '')::uuid $$;
  `)
  await sql.unsafe(readFileSync(join(import.meta.dirname, '../../local/realtime/schema.sql'), 'utf8'))
  await sql.unsafe(`
    create policy own_topic_read on realtime.messages for select to authenticated
      using (extension in ('broadcast', 'presence') and (select realtime.topic()) = 'credits:' || (select auth.uid())::text);
    create policy own_topic_write on realtime.messages for insert to authenticated
      with check (extension in ('broadcast', 'presence') and (select realtime.topic()) = 'credits:' || (select auth.uid())::text);
    create policy rooms_read on realtime.messages for select to anon, authenticated
      using (extension = 'broadcast' and (select realtime.topic()) like 'room:%');
  `)
  return {
    url: server.url,
    sql,
    async restart() {
      await server.stop()
      server = await startPostgres(options)
    },
    async stop() {
      await sql.end({ timeout: 1 })
      await server.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

export type StandIn = { gateway: Gateway; stop(): Promise<void> }

export async function startStandIn(databaseUrl: string, port = 0): Promise<StandIn> {
  const realtime = await startRealtime({
    databaseUrl,
    verifyToken,
    publishableKey: PUBLISHABLE_KEY,
    secretKey: SECRET_KEY,
  })
  const gateway = await startGateway({ port, target: 'http://127.0.0.1:9', realtime })
  return {
    gateway,
    async stop() {
      await realtime.close()
      await gateway.close()
    },
  }
}

export type Person = { id: string; token: string; topic: string }

export function createPerson(lifetimeSeconds = 3600, id: string = randomUUID()): Person {
  const exp = Math.floor(Date.now() / 1000) + lifetimeSeconds
  return { id, token: signToken({ sub: id, role: 'authenticated', exp }), topic: `credits:${id}` }
}

export function signToken(claims: Record<string, unknown>, secret = JWT_SECRET): string {
  const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const content = `${encode({ alg: 'HS256', typ: 'JWT' })}.${encode(claims)}`
  return `${content}.${createHmac('sha256', secret).update(content).digest('base64url')}`
}

export async function verifyToken(token: string): Promise<Record<string, unknown>> {
  const [header = '', payload = '', signature] = token.split('.')
  const expected = createHmac('sha256', JWT_SECRET).update(`${header}.${payload}`).digest('base64url')
  if (signature !== expected) throw new Error('bad signature')
  return JSON.parse(Buffer.from(payload, 'base64url').toString('utf8'))
}

async function findPort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const { port } = probe.address() as AddressInfo
  probe.close()
  await once(probe, 'close')
  return port
}
