import { spawnSync } from 'node:child_process'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readPidFile } from '../../../local/cluster/orphan'
import { connect } from '../../../local/database/connect'
import { prepareDatabase } from '../../../local/database/prepare'
import { SUPABASE_DIR } from '../../../local/paths'
import { startPostgres } from '../../../local/postgres'
import { addressOf } from '../../../local/schema/throwaway'
import { findFreePort } from '../../../local/setup/ports'

export type DurableServer = {
  /** Superuser address of the prepared database `ledger`. The same after every start. */
  url: string
  /** Superuser address of the server's own database. */
  serverUrl: string
  /** Sends SIGKILL to the server and to each of its processes, and resolves when the server is gone. */
  kill(): Promise<void>
  /** Starts the killed server again; resolves once it has recovered and takes connections. */
  start(): Promise<void>
  /** Ends the server and deletes its data. */
  stop(): Promise<void>
}

/** Starts a PostgreSQL of its own that keeps what it acknowledged, with a prepared database in it. Takes some 5 s. */
export async function startDurableServer(): Promise<DurableServer> {
  const folder = mkdtempSync(join(tmpdir(), 'creditkit-durable-'))
  // The account that PostgreSQL runs under has to get through to its own folder.
  chmodSync(folder, 0o711)
  const options = { dataDir: join(folder, 'postgres'), port: await findFreePort(0), durable: true }
  let server = await startPostgres(options)
  const stop = async () => {
    await server.stop()
    for (const path of [server.dataDir, folder]) rmSync(path, { recursive: true, force: true })
  }
  const url = addressOf(server.url, 'ledger')
  try {
    const admin = connect(server.url, 1)
    await admin`create database ledger`
    await admin.end()
    const sql = connect(url, 2)
    await prepareDatabase(sql, SUPABASE_DIR, () => undefined).finally(() => sql.end())
  } catch (error) {
    await stop()
    throw error
  }
  return {
    url,
    serverUrl: server.url,
    async kill() {
      const postmaster = readPidFile(server.dataDir)?.pid
      if (!postmaster) throw new Error('There is no server to kill.')
      for (const pid of [postmaster, ...childrenOf(postmaster)]) killNow(pid)
      await server.died
    },
    async start() {
      server = await startPostgres(options)
    },
    stop,
  }
}

function childrenOf(parent: number): number[] {
  const { stdout } = spawnSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' })
  const pairs = stdout.split('\n').map((line) => line.trim().split(/\s+/).map(Number))
  return pairs.flatMap(([pid, ppid]) => (pid && ppid === parent ? [pid] : []))
}

function killNow(pid: number) {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // It ended between the listing and the kill.
  }
}
