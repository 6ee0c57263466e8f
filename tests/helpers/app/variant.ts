import { existsSync, mkdtempSync, openSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { PROJECT_ROOT } from '../../../local/paths'
import { runGuarded } from '../../../local/process/guard'
import { findFreePort } from '../../../local/setup/ports'

const READY_LIMIT_MS = 60_000

/** The folder that the running test app was built into, told by the build id in its pages. */
export async function findBuild(appUrl: string): Promise<string> {
  const html = await (await fetch(appUrl)).text()
  const builds = join(PROJECT_ROOT, '.local')
  for (const name of readdirSync(builds)) {
    const id = join(builds, name, 'BUILD_ID')
    if (name.startsWith('test-') && existsSync(id) && html.includes(readFileSync(id, 'utf8').trim())) {
      return join(builds, name)
    }
  }
  throw new Error(`None of the test builds in ${builds} is the one that answers at ${appUrl}.`)
}

/** A started app, or the code and the words with which it refused to start. */
export type AppVariant =
  | {
      url: string
      stop(): Promise<void>
      /** Ends it at once, as kill -9 does; `stop` still has to be called. */
      kill(): Promise<void>
    }
  | { url?: undefined; exitCode: number | null; said: string }

/**
 * Starts the build in `build` of the app in `folder`, with other settings, on a free port unless told which. What a build
 * fixes (NEXT_PUBLIC_*) stays as it was.
 */
export async function startAppVariant(
  build: string,
  env: Record<string, string>,
  { folder = PROJECT_ROOT, port: wanted = 0 } = {},
): Promise<AppVariant> {
  const port = wanted || (await findFreePort(0))
  const scratch = mkdtempSync(join(tmpdir(), 'creditkit-variant-'))
  const log = join(scratch, 'log')
  const program = createRequire(join(folder, 'package.json')).resolve('next/dist/bin/next')
  const app = runGuarded(process.execPath, [program, 'start', '--port', String(port)], {
    cwd: folder,
    env: { ...process.env, ...env, NODE_ENV: 'production', NEXT_DIST_DIR: relative(folder, build) },
    output: openSync(log, 'w'),
    onOrphan: 'TERM',
  })
  const stop = async () => {
    await app.stop('SIGTERM', 5_000, 'SIGKILL')
    rmSync(scratch, { recursive: true, force: true })
  }
  const url = `http://localhost:${port}`
  const exit = app.died.then((exitCode) => ({ exitCode }))
  const outcome = await Promise.race([exit, isAnswering(url)])
  const kill = async () => {
    // The whole group: the shell that holds the leash would otherwise end the app politely.
    process.kill(-app.pid, 'SIGKILL')
    await app.died
  }
  if (outcome === true) return { url, stop, kill }
  const said = readFileSync(log, 'utf8')
  await stop()
  if (outcome) return { exitCode: outcome.exitCode, said }
  throw new Error(`The app did not start within ${READY_LIMIT_MS} ms. It said:\n${said}`)
}

async function isAnswering(url: string): Promise<boolean> {
  const deadline = Date.now() + READY_LIMIT_MS
  while (Date.now() < deadline) {
    const answered = await fetch(url, { redirect: 'manual' }).then(
      () => true,
      () => false,
    )
    if (answered) return true
    await delay(50)
  }
  return false
}
