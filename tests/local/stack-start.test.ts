import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseEnv } from 'node:util'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { connect } from '../../local/database/connect'
import { findFreePort } from '../../local/setup/ports'
import { type Stack, startStack } from '../../local/stack'
import { createMailboxClient } from '../helpers/mailbox'
import { makeProject } from './fixtures/project'

const project = makeProject()
const folder = mkdtempSync(join(tmpdir(), 'creditkit-stack-'))
const undo: (() => unknown)[] = []

beforeAll(() => {
  // The account that PostgreSQL runs under has to get through to its own folder.
  chmodSync(folder, 0o711)
})
afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step()
})
afterAll(() => {
  for (const path of [project.folder, folder]) rmSync(path, { recursive: true, force: true })
})

async function start(options: Parameters<typeof startStack>[0] = {}): Promise<Stack> {
  const stack = await startStack({
    dataDir: join(folder, 'data'),
    supabaseDir: project.supabaseDir,
    ...options,
  })
  undo.push(() => stack.stop())
  return stack
}

async function query(stack: Stack, text: string) {
  const sql = connect(stack.env.DATABASE_URL ?? '', 1)
  try {
    return [...(await sql.unsafe(text))]
  } finally {
    await sql.end()
  }
}

it('takes the next free port for a part whose own is taken', async () => {
  const port = await findFreePort(20_000)
  const squatter = createServer().listen(port, '127.0.0.1')
  undo.push(() => squatter.close())
  await new Promise((resolve) => squatter.once('listening', resolve))
  const stack = await start({ ephemeral: false, ports: { mailbox: port, app: port } })
  const mailbox = Number(new URL(stack.env.MAILBOX_URL ?? '').port)
  const app = Number(new URL(stack.siteUrl).port)
  expect(mailbox).toBeGreaterThan(port)
  expect(mailbox).toBeLessThan(port + 20)
  expect(app).toBeGreaterThan(port)
  expect(app).not.toBe(mailbox)
  expect(await createMailboxClient(stack.env.MAILBOX_URL ?? '').list()).toEqual([])
})

it('keeps people, keys and addresses from one start to the next, and is up in under 15 s', async () => {
  const first = await start()
  await query(first, `insert into public.secrets values ('kept')`)
  await first.stop()
  const before = performance.now()
  const notices: string[] = []
  const second = await start({ onNotice: (line) => notices.push(line) })
  expect(performance.now() - before).toBeLessThan(15_000)
  expect(notices).toEqual([])
  expect(await query(second, 'select word from public.secrets')).toEqual([{ word: 'kept' }])
  expect(await query(second, 'select email from auth.users order by 1')).toEqual([
    { email: 'admin@example.com' },
    { email: 'user@example.com' },
  ])
  expect(second.env.SUPABASE_SECRET_KEY).toBe(first.env.SUPABASE_SECRET_KEY)
})

it('writes every address and key that the app needs, in values that pass its own checks', async () => {
  const envFile = join(folder, 'deep', 'env')
  const stack = await start({ ephemeral: true, envFile, siteUrl: 'http://localhost:3999' })
  const written = parseEnv(readFileSync(envFile, 'utf8'))
  expect(written).toEqual(stack.env)
  for (const name of [
    'NEXT_PUBLIC_SUPABASE_URL',
    'NEXT_PUBLIC_SUPABASE_PUBLISHABLE_KEY',
    'SUPABASE_SECRET_KEY',
    'DATABASE_URL',
    'DODO_PAYMENTS_API_KEY',
    'DODO_PAYMENTS_BASE_URL',
    'SMTP_URL',
    'CRON_SECRET',
  ]) {
    expect(written[name], name).toMatch(/\S{16,}/)
  }
  expect(written.NEXT_PUBLIC_SITE_URL).toBe('http://localhost:3999')
  expect(written.CRON_SECRET?.length).toBeGreaterThanOrEqual(32)
  const [, key = ''] = /^whsec_(.+)$/.exec(written.DODO_PAYMENTS_WEBHOOK_KEY ?? '') ?? []
  expect(Buffer.from(key, 'base64')).toHaveLength(32)
})

it('stops everything again when one part cannot start', async () => {
  const broken = makeProject()
  undo.push(() => rmSync(broken.folder, { recursive: true, force: true }))
  writeFileSync(join(broken.supabaseDir, 'migrations', '20260101000002_bad.sql'), 'select 1;\nselekt 2')
  const smtp = await findFreePort(21_000)
  await expect(
    start({ supabaseDir: broken.supabaseDir, dataDir: join(folder, 'broken'), ports: { smtp } }),
  ).rejects.toThrow(/20260101000002_bad\.sql:2: syntax error/)
  expect(await findFreePort(smtp)).toBe(smtp)
})
