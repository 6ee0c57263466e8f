import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, readlinkSync, realpathSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'

/** What a running server writes into its data folder. `ready` is true once it takes connections. */
export type PidFile = { pid: number; port: number; ready: boolean }

export function readPidFile(dataDir: string): PidFile | undefined {
  let lines: string[]
  try {
    lines = readFileSync(join(dataDir, 'postmaster.pid'), 'utf8').split('\n')
  } catch {
    return undefined
  }
  const pid = Number(lines[0])
  if (!Number.isInteger(pid) || pid <= 0) return undefined
  return { pid, port: Number(lines[3]), ready: lines[7]?.trim() === 'ready' }
}

/**
 * Clears the way for a new server on this data folder: a server that outlived its parent is stopped, and a pid file
 * whose process is gone or belongs to another program is removed. Only for callers that know no one uses it now.
 */
export async function clearOrphan(
  dataDir: string,
): Promise<'none' | 'stale file removed' | 'orphan stopped'> {
  const file = join(dataDir, 'postmaster.pid')
  if (!existsSync(file)) return 'none'
  const found = readPidFile(dataDir)
  if (!found || !servesFolder(found.pid, dataDir)) {
    rmSync(file, { force: true })
    return 'stale file removed'
  }
  // SIGINT rolls open transactions back and shuts down cleanly; SIGQUIT leaves the rest to crash recovery.
  for (const [signal, patience] of [['SIGINT', 10_000] as const, ['SIGQUIT', 5_000] as const]) {
    signalIfAlive(found.pid, signal)
    if (await gone(found.pid, patience)) return 'orphan stopped'
  }
  signalIfAlive(found.pid, 'SIGKILL')
  await gone(found.pid, 5_000)
  rmSync(file, { force: true })
  return 'orphan stopped'
}

// A number in a pid file can have been handed to another program since, so the process is looked at before it is stopped.
function servesFolder(pid: number, dataDir: string) {
  if (!isAlive(pid)) return false
  const folder = realpathSync(dataDir)
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === folder
  } catch {
    const listed = spawnSync('ps', ['-o', 'args=', '-p', String(pid)], { encoding: 'utf8' })
    if (listed.status !== 0) return false
    return (
      listed.stdout.includes('postgres') && [dataDir, folder].some((name) => listed.stdout.includes(name))
    )
  }
}

/** Whether a process with this id exists, whoever owns it. */
export function isAlive(pid: number) {
  try {
    process.kill(pid, 0)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
  try {
    // A zombie has ended: it only waits for a parent that may never collect it.
    return !/^\d+ \(.*\) Z/s.test(readFileSync(`/proc/${pid}/stat`, 'utf8'))
  } catch {
    return true
  }
}

function signalIfAlive(pid: number, signal: NodeJS.Signals) {
  try {
    process.kill(pid, signal)
  } catch {
    // It ended on its own, which is what was wanted.
  }
}

async function gone(pid: number, patience: number) {
  const deadline = Date.now() + patience
  while (isAlive(pid)) {
    if (Date.now() > deadline) return false
    await delay(20)
  }
  return true
}
