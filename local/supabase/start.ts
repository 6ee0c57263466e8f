import { fork } from 'node:child_process'
import { closeSync, mkdirSync, openSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { PROJECT_ROOT } from '../paths'
import type { ServerSettings } from './settings'

export type SupabaseServer = {
  /** Where `/rest/v1`, `/auth/v1` and `/storage/v1` answer; the gateway stands in front of it. */
  url: string
  close(): Promise<void>
  /** Resolves with the exit code if the server ends without `close` having been called. */
  died: Promise<number | null>
}

/** Starts the API server in a process of its own. Rejects, naming the log, when it does not come up. */
export async function startSupabase(settings: ServerSettings, logFile: string): Promise<SupabaseServer> {
  mkdirSync(dirname(logFile), { recursive: true })
  const log = openSync(logFile, 'w')
  const loader = createRequire(import.meta.url).resolve('tsx')
  const child = fork(join(PROJECT_ROOT, 'local', 'supabase', 'server.ts'), [], {
    cwd: PROJECT_ROOT,
    execArgv: ['--import', pathToFileURL(loader).href],
    env: { ...process.env, LITE_TELEMETRY: '0', DO_NOT_TRACK: '1', EXPERIMENTAL_STORAGE: '1' },
    stdio: ['ignore', log, log, 'ipc'],
  })
  closeSync(log)
  let closing = false
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve))
  const died = new Promise<number | null>((resolve) => {
    void ended.then((code) => {
      if (!closing) resolve(code)
    })
  })
  const url = await new Promise<string>((resolve, reject) => {
    child.once('message', (message: { url: string }) => resolve(message.url))
    child.once('error', reject)
    void ended.then((code) => reject(new Error(`The API server stopped (code ${code}); see ${logFile}.`)))
    child.send(settings)
  })
  return {
    url,
    died,
    async close() {
      closing = true
      if (child.connected) child.disconnect()
      const insist = setTimeout(() => child.kill('SIGKILL'), 3_000)
      await ended
      clearTimeout(insist)
    },
  }
}
