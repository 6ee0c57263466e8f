import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { type AddressInfo, createServer, connect as openSocket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseEnv } from 'node:util'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { eventually, runScript } from './fixtures/command'

let folder: string
const undo: (() => unknown)[] = []

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'creditkit-cli-'))
  // The account that PostgreSQL runs under has to get through to its own folder.
  chmodSync(folder, 0o711)
})
afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step()
  rmSync(folder, { recursive: true, force: true })
})

/** The commands run on a data folder of their own, so that a developer's running stack is not in the way. */
function cli(args: string[], env: Record<string, string> = {}) {
  const run = runScript('local/cli.ts', args, {
    CREDITKIT_LOCAL_DIR: join(folder, 'data'),
    NEXT_PUBLIC_SUPABASE_URL: undefined,
    NEXT_PUBLIC_SITE_URL: undefined,
    ...env,
  })
  undo.push(async () => {
    run.kill('SIGKILL')
    await run.exited
  })
  return run
}

const READY = 'Ctrl-C stops it.'
const envOf = (file: string) => parseEnv(readFileSync(file, 'utf8')) as Record<string, string>

function partPorts(env: Record<string, string>) {
  const names = [
    'NEXT_PUBLIC_SUPABASE_URL',
    'DATABASE_URL',
    'MAILBOX_URL',
    'SMTP_URL',
    'DODO_PAYMENTS_BASE_URL',
  ]
  return names.map((name) => Number(new URL(env[name] ?? '').port))
}

function answers(port: number) {
  return new Promise<boolean>((resolve) => {
    const socket = openSocket(port, '127.0.0.1')
    socket.once('connect', () => {
      socket.destroy()
      resolve(true)
    })
    socket.once('error', () => resolve(false))
  })
}

const answering = async (ports: number[]) => (await Promise.all(ports.map(answers))).filter(Boolean).length

/** Every process that has the marker in its environment: whatever a run started, however deep. */
function processesWith(marker: string) {
  return readdirSync('/proc').filter((pid) => {
    if (!/^\d+$/.test(pid)) return false
    try {
      return readFileSync(`/proc/${pid}/environ`, 'utf8').includes(marker)
    } catch {
      return false
    }
  })
}

it.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)('ends every part on %s, with code 0', async (signal) => {
  const envFile = join(folder, 'env')
  const run = cli(['local', '--ephemeral', '--env-file', envFile], { MARKER: folder })
  await run.waitFor(READY)
  const ports = partPorts(envOf(envFile))
  expect(await answering(ports)).toBe(ports.length)
  run.kill(signal)
  expect(await run.exited).toBe(0)
  expect(await answering(ports)).toBe(0)
  if (existsSync('/proc')) expect(processesWith(folder)).toEqual([])
})

it('leaves no process behind when it is killed, and the next start has the data', async () => {
  const run = cli(['local'], { MARKER: folder })
  await run.waitFor(READY)
  const env = envOf(join(folder, 'data', 'env'))
  run.kill('SIGKILL')
  await run.exited
  await eventually(async () => (await answering(partPorts(env))) === 0, 'the parts to end', 15_000)
  if (existsSync('/proc'))
    await eventually(() => processesWith(folder).length === 0, 'the processes to end', 15_000)

  const again = cli(['local'])
  await again.waitFor(READY)
  expect(again.output).not.toContain('applied')
  expect(envOf(join(folder, 'data', 'env')).SUPABASE_SECRET_KEY).toBe(env.SUPABASE_SECRET_KEY)
})

it('says in one line that it runs already, and resets only once it does not', async () => {
  const run = cli(['local'])
  await run.waitFor(READY)
  const second = cli(['local'])
  expect(await second.exited).toBe(1)
  const { NEXT_PUBLIC_SUPABASE_URL: url } = envOf(join(folder, 'data', 'env'))
  expect(second.output).toBe(`The local stack runs already (process ${run.pid}) at ${url}.\n`)

  const refused = cli(['reset'])
  expect(await refused.exited).toBe(1)
  expect(refused.output).toContain('Stop it first.')
  run.kill('SIGINT')
  await run.exited
  const done = cli(['reset'])
  expect(await done.exited).toBe(0)
  expect(existsSync(join(folder, 'data'))).toBe(false)
})

it('starts nothing for a hosted project but the app', async () => {
  const run = cli(['dev', '--help'], { NEXT_PUBLIC_SUPABASE_URL: 'https://abc.supabase.co' })
  expect(await run.exited).toBe(0)
  expect(run.output).toContain('Using https://abc.supabase.co: no local stand-in is started.')
  expect(run.output).toContain('Usage: next dev')
  expect(existsSync(join(folder, 'data'))).toBe(false)
})

it('says in one line that a port asked for is taken', async () => {
  const other = createServer()
  await new Promise<void>((resolve) => other.listen(0, resolve))
  undo.push(() => other.close())
  const { port } = other.address() as AddressInfo
  const run = cli(['dev', '--port', String(port)], { NEXT_PUBLIC_SUPABASE_URL: 'https://abc.supabase.co' })
  expect(await run.exited).toBe(1)
  expect(run.output.split('\n')[1]).toMatch(new RegExp(`^Port ${port} is taken\\. \\d+ is free`))
})

it('brings the stack down with the app', async () => {
  const run = cli(['dev', '--help'], { MARKER: folder })
  expect(await run.exited).toBe(0)
  expect(run.output).toContain('Usage: next dev')
  expect(run.output).toContain('The app ended (code 0).')
  const ports = partPorts(envOf(join(folder, 'data', 'env')))
  expect(await answering(ports)).toBe(0)
  if (existsSync('/proc')) expect(processesWith(folder)).toEqual([])
})

it('ends with one line when a part dies', async () => {
  const run = cli(['local'])
  await run.waitFor(READY)
  const [pid = ''] = readFileSync(join(folder, 'data', 'postgres', 'postmaster.pid'), 'utf8').split('\n')
  process.kill(Number(pid), 'SIGKILL')
  expect(await run.exited).toBe(1)
  expect(run.output).toContain('PostgreSQL ended; its log is')
})
