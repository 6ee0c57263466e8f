import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, openSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join, relative } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { isAlive } from '../../local/cluster/orphan'
import { PROJECT_ROOT } from '../../local/paths'
import { runGuarded } from '../../local/process/guard'
import { findFreePort } from '../../local/setup/ports'
import { type StackOptions, startStack } from '../../local/stack'

/** What a test needs to know of a running app: addresses and keys, by the names of .env.example. */
export type AppServer = { url: string; env: Record<string, string>; stop(): Promise<void> }

/** Holds the `url` and `env` of a server that is to be used instead of starting another, as JSON. */
const SHARED = 'CREDITKIT_TEST_APP'
// Next builds into folders of the project only, and this one is out of the way of git, tsc and the style scanner.
const BUILDS = join(PROJECT_ROOT, '.local')
const READY_LIMIT_MS = 60_000

/**
 * Starts a throwaway stack and a production build of the app on it. The build goes to a folder of its own, so that a
 * developer's .next, tsconfig.json and running `next dev` stay as they are. `stop` ends and deletes everything.
 */
export async function startAppServer({ durable }: Pick<StackOptions, 'durable'> = {}): Promise<AppServer> {
  const shared = process.env[SHARED]
  if (shared) {
    const { url, env } = JSON.parse(shared) as Pick<AppServer, 'url' | 'env'>
    return { url, env, stop: async () => undefined }
  }
  const port = await findFreePort(0)
  const url = `http://localhost:${port}`
  // Deliveries are retried within a test's patience instead of over Dodo's day and a half.
  const stack = await startStack({
    ephemeral: true,
    durable,
    siteUrl: url,
    dodo: { retryScheduleMs: [0, 200, 1_000, 3_000] },
  })
  sweepLeftovers()
  const build = join(BUILDS, `test-${process.pid}-${randomBytes(4).toString('hex')}`)
  const cleanUp = async () => {
    await stack.stop()
    rmSync(build, { recursive: true, force: true })
    rmSync(`${build}.tsconfig.json`, { force: true })
    rmSync(`${build}.log`, { force: true })
  }
  try {
    const { env } = stack
    const distDir = relative(PROJECT_ROOT, build)
    const environment: NodeJS.ProcessEnv = {
      ...process.env,
      ...env,
      NODE_ENV: 'production',
      NEXT_DIST_DIR: distDir,
      NEXT_TSCONFIG_PATH: `${distDir}.tsconfig.json`,
      NEXT_TELEMETRY_DISABLED: '1',
    }
    mkdirSync(BUILDS, { recursive: true })
    await buildApp(build, environment)
    const log = `${build}.log`
    const app = runGuarded(process.execPath, [nextProgram(), 'start', '--port', String(port)], {
      cwd: PROJECT_ROOT,
      env: environment,
      output: openSync(log, 'w'),
      onOrphan: 'TERM',
    })
    const stop = async () => {
      await app.stop('SIGTERM', 5_000, 'SIGKILL')
      await cleanUp()
    }
    if (!(await isReady(url, app.died))) {
      const said = readFileSync(log, 'utf8')
      await stop()
      throw new Error(`The app did not start. It said:\n${said}`)
    }
    return { url, env, stop }
  } catch (error) {
    await cleanUp()
    throw error
  }
}

/** The environment that makes `startAppServer` in another process use this server. */
export function shareAppServer({ url, env }: AppServer): Record<string, string> {
  return { [SHARED]: JSON.stringify({ url, env }) }
}

// A killed run cannot tidy up; the next one does it.
function sweepLeftovers() {
  if (!existsSync(BUILDS)) return
  for (const name of readdirSync(BUILDS)) {
    const owner = /^test-(\d+)-/.exec(name)?.[1]
    if (owner && !isAlive(Number(owner))) rmSync(join(BUILDS, name), { recursive: true, force: true })
  }
}

async function buildApp(build: string, env: NodeJS.ProcessEnv) {
  // Next writes the folder's type declarations into whichever tsconfig it is given, and into next-env.d.ts.
  writeFileSync(
    `${build}.tsconfig.json`,
    JSON.stringify({
      extends: '../tsconfig.json',
      include: ['../**/*.ts', '../**/*.tsx'],
      exclude: ['../node_modules'],
    }),
  )
  const declarations = join(PROJECT_ROOT, 'next-env.d.ts')
  const before = readIfThere(declarations)
  try {
    await run([nextProgram(), 'build'], env)
  } finally {
    if (before === undefined) rmSync(declarations, { force: true })
    else writeFileSync(declarations, before)
  }
}

function run(args: string[], env: NodeJS.ProcessEnv) {
  return new Promise<void>((resolve, reject) => {
    const child = spawn(process.execPath, args, { cwd: PROJECT_ROOT, env, stdio: ['ignore', 'pipe', 'pipe'] })
    let said = ''
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk: Buffer) => {
        said += chunk.toString()
      })
    }
    child.once('error', reject)
    child.once('close', (code) => {
      if (code === 0) resolve()
      else reject(new Error(`next build failed (code ${code}):\n${said}`))
    })
  })
}

async function isReady(url: string, died: Promise<unknown>) {
  let over = false
  void died.then(() => {
    over = true
  })
  const deadline = Date.now() + READY_LIMIT_MS
  while (!over && Date.now() < deadline) {
    if (
      await fetch(url, { redirect: 'manual' }).then(
        () => true,
        () => false,
      )
    )
      return true
    await delay(50)
  }
  return false
}

function nextProgram() {
  return createRequire(import.meta.url).resolve('next/dist/bin/next')
}

function readIfThere(file: string) {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return undefined
  }
}
