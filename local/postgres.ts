import { spawn } from 'node:child_process'
import {
  chownSync,
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { type Binaries, findBinaries } from './cluster/binaries'
import { clearOrphan, readPidFile } from './cluster/orphan'
import { type Account, chooseAccount, placeCluster } from './cluster/placement'
import { type Guarded, runGuarded } from './process/guard'

const START_LIMIT_MS = 60_000
const PASSWORD = 'postgres'

export type PostgresOptions = {
  /** Folder for the cluster; made when missing. Its log is `<dataDir>.log`. */
  dataDir: string
  /** TCP port on 127.0.0.1. */
  port: number
  /** False trades crash safety for speed. Only for data that is thrown away. Default true. */
  durable?: boolean
  /** Awaited right before the server takes its port. */
  onLaunch?: () => Promise<void>
  /** Told, in one line each, what had to be put right before the start. */
  onNotice?: (line: string) => void
}

export type Postgres = {
  /** Superuser connection to the database `postgres`. */
  url: string
  /** Where the data really is: not `dataDir` when the server's account cannot reach that. */
  dataDir: string
  stop(): Promise<void>
  /** Resolves with the exit code if the server ends without `stop` having been asked for. */
  died: Promise<number | null>
}

/**
 * Starts PostgreSQL 17 on a data folder, creating the cluster first when there is none, and resolves once it takes
 * connections. Recovers by itself from whatever a killed run left behind: an orphaned server, a stale pid file,
 * a half-made cluster. Rejects with one line (and the end of the server's log) when it cannot start.
 */
export async function startPostgres(options: PostgresOptions): Promise<Postgres> {
  const { port, durable = true, onNotice = () => undefined } = options
  const account = chooseAccount()
  const { dataDir, binaries, moved } = placeCluster(options.dataDir, await findBinaries(), account)
  if (moved) onNotice(`the database account cannot reach ${options.dataDir}: data is in ${dataDir}`)
  const logFile = `${options.dataDir}.log`
  mkdirSync(dirname(logFile), { recursive: true })
  const cleared = await clearOrphan(dataDir)
  if (cleared !== 'none') onNotice(`${cleared} (an earlier run was killed)`)
  await createCluster(dataDir, binaries, account, durable)

  await options.onLaunch?.()
  const deadline = Date.now() + START_LIMIT_MS
  for (;;) {
    const server = launch(binaries, dataDir, port, durable, account, logFile)
    if (await becomesReady(server, dataDir, deadline)) {
      return {
        url: `postgres://postgres:${PASSWORD}@127.0.0.1:${port}/postgres`,
        dataDir,
        stop: () => server.stop('SIGINT', 10_000, 'SIGQUIT'),
        died: server.died,
      }
    }
    await server.stop('SIGINT', 10_000, 'SIGQUIT')
    const log = lastLines(logFile)
    // Backends of a killed server let go of its shared memory a moment after it.
    const leftovers = /pre-existing shared memory block|lock file "postmaster.pid" already exists/.test(log)
    if (!leftovers || Date.now() > deadline)
      throw new Error(`PostgreSQL did not start. Its log ends with:\n${log}`)
    await delay(200)
    await clearOrphan(dataDir)
  }
}

async function createCluster(dataDir: string, binaries: Binaries, account: Account, durable: boolean) {
  if (existsSync(join(dataDir, 'PG_VERSION')) && existsSync(join(dataDir, 'global', 'pg_control'))) {
    const found = readFileSync(join(dataDir, 'PG_VERSION'), 'utf8').trim()
    const major = binaries.version.split('.')[0]
    if (found === major) return
    throw new Error(`${dataDir} was made by PostgreSQL ${found}, this is ${major}: run npm run local:reset.`)
  }
  // The cluster is made beside its place and moved there whole, so that a folder with data is always a finished one.
  const unfinished = `${dataDir}.new`
  for (const folder of [unfinished, dataDir]) rmSync(folder, { recursive: true, force: true })
  mkdirSync(unfinished, { recursive: true, mode: 0o700 })
  const passwordFile = `${unfinished}.pw`
  writeFileSync(passwordFile, PASSWORD, { mode: 0o600 })
  if (account) for (const path of [unfinished, passwordFile]) chownSync(path, account.uid, account.gid)
  const flags = [
    `--pgdata=${unfinished}`,
    '--username=postgres',
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    // Built into the server, so that text sorts and folds the same on every machine.
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--locale=C',
    '--lc-messages=C',
    ...(durable ? [] : ['--no-sync']),
  ]
  try {
    await run(binaries.initdb, flags, account)
  } finally {
    rmSync(passwordFile, { force: true })
  }
  renameSync(unfinished, dataDir)
}

function run(program: string, args: string[], account: Account) {
  return new Promise<void>((resolve, reject) => {
    const env = { ...process.env, LC_ALL: 'C' }
    const child = spawn(program, args, { ...account, env, cwd: '/', stdio: ['ignore', 'ignore', 'pipe'] })
    let complaint = ''
    child.stderr.on('data', (chunk: Buffer) => {
      complaint += chunk.toString()
    })
    child.on('error', reject)
    child.on('close', (code) => {
      if (code === 0) resolve()
      else reject(new Error(`Could not create the database cluster: ${complaint.trim()}`))
    })
  })
}

function launch(
  binaries: Binaries,
  dataDir: string,
  port: number,
  durable: boolean,
  account: Account,
  logFile: string,
) {
  const settings: Record<string, string | number> = {
    port,
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: 200,
    wal_level: 'logical',
    max_wal_senders: 50,
    max_replication_slots: 50,
    // Taken as it is used: a small database stays small, one of millions of rows is read from memory.
    shared_buffers: '512MB',
    timezone: 'UTC',
    log_timezone: 'UTC',
    logging_collector: 'off',
    ...(durable ? {} : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }),
  }
  const args = ['-D', dataDir]
  for (const [name, value] of Object.entries(settings)) args.push('-c', `${name}=${value}`)
  const log = openSync(logFile, 'w')
  try {
    const env = { ...process.env, LC_ALL: 'C' }
    return runGuarded(binaries.postgres, args, { ...account, env, cwd: '/', output: log, onOrphan: 'INT' })
  } finally {
    closeSync(log)
  }
}

async function becomesReady(server: Guarded, dataDir: string, deadline: number) {
  let ended = false
  void server.died.then(() => {
    ended = true
  })
  while (!ended && Date.now() < deadline) {
    if (readPidFile(dataDir)?.ready) return true
    await delay(15)
  }
  return false
}

function lastLines(file: string) {
  return readFileSync(file, 'utf8').trimEnd().split('\n').slice(-5).join('\n')
}
