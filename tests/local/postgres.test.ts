import { spawn, spawnSync } from 'node:child_process'
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { binariesAt, findBinaries } from '../../local/cluster/binaries'
import { isAlive, readPidFile } from '../../local/cluster/orphan'
import { chooseAccount, placeCluster, SHELTER } from '../../local/cluster/placement'
import { connect } from '../../local/database/connect'
import { startPostgres } from '../../local/postgres'
import { findFreePort } from '../../local/setup/ports'
import { eventually, runScript } from './fixtures/command'

let folder: string
let port: number
const undo: (() => unknown)[] = []

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'creditkit-pg-'))
  chmodSync(folder, 0o711)
  port = await findFreePort(0)
})
afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step()
  if (existsSync(SHELTER) && readdirSync(SHELTER).length === 0) rmdirSync(SHELTER)
  rmSync(folder, { recursive: true, force: true })
})

const dataDir = () => join(folder, 'postgres')

async function start(place = dataDir()) {
  const notices: string[] = []
  const server = await startPostgres({ dataDir: place, port, onNotice: (line) => notices.push(line) })
  undo.push(() => server.stop())
  return { ...server, notices }
}

async function query(url: string, text: string) {
  const sql = connect(url, 1)
  try {
    return [...(await sql.unsafe(text))]
  } finally {
    await sql.end()
  }
}

const WRITE = 'create table kept (n int); insert into kept select generate_series(1, 1000)'
const COUNT = 'select count(*)::int as rows from kept'

describe('startPostgres', () => {
  it('is a PostgreSQL 17 that this machine alone can reach, made for logical replication', async () => {
    const { url } = await start()
    expect(
      await query(
        url,
        `select current_setting('server_version_num')::int / 10000 as version, current_setting('wal_level') as wal,
           current_setting('listen_addresses') as addresses, current_setting('fsync') as fsync,
           pg_encoding_to_char(encoding) as encoding, upper('ä') as letter
         from pg_database where datname = current_database()`,
      ),
    ).toEqual([
      { version: 17, wal: 'logical', addresses: '127.0.0.1', fsync: 'on', encoding: 'UTF8', letter: 'Ä' },
    ])
  })

  it('keeps every committed row when the stack and the server are killed', async () => {
    const run = runScript('tests/local/fixtures/run-postgres.ts', [dataDir(), String(port)])
    undo.push(() => run.kill('SIGKILL'))
    await run.waitFor('ready')
    const url = `postgres://postgres:postgres@127.0.0.1:${port}/postgres`
    await query(url, WRITE)
    const server = readPidFile(dataDir())?.pid ?? -1
    process.kill(server, 'SIGKILL')
    run.kill('SIGKILL')
    await run.exited
    expect(existsSync(join(dataDir(), 'postmaster.pid'))).toBe(true)

    const again = await start()
    expect(await query(again.url, COUNT)).toEqual([{ rows: 1000 }])
  })

  it('ends with its parent, even when the parent is killed', async () => {
    const run = runScript('tests/local/fixtures/run-postgres.ts', [dataDir(), String(port)])
    undo.push(() => run.kill('SIGKILL'))
    await run.waitFor('ready')
    const server = readPidFile(dataDir())?.pid ?? -1
    expect(isAlive(server)).toBe(true)
    run.kill('SIGKILL')
    await eventually(() => !isAlive(server), 'the server to end', 10_000)
  })

  it('stops a server that was left behind on its data, and goes on from there', async () => {
    const first = await start()
    await query(first.url, WRITE)
    await first.stop()
    const { postgres } = await findBinaries()
    const orphan = spawn(postgres, ['-D', dataDir(), '-p', String(port), '-c', 'unix_socket_directories='], {
      ...chooseAccount(),
      cwd: '/',
      stdio: 'ignore',
    })
    undo.push(() => orphan.kill('SIGKILL'))
    await eventually(() => readPidFile(dataDir())?.ready === true, 'the orphan to be ready')

    const again = await start()
    expect(again.notices).toEqual(['orphan stopped (an earlier run was killed)'])
    expect(await query(again.url, COUNT)).toEqual([{ rows: 1000 }])
    expect(readPidFile(dataDir())?.pid).not.toBe(orphan.pid)
  })

  it('is not fooled by a pid file whose number belongs to another program now', async () => {
    const first = await start()
    await first.stop()
    const lines = [process.pid, dataDir(), 1, port, '', '127.0.0.1', '', 'ready']
    writeFileSync(join(dataDir(), 'postmaster.pid'), lines.join('\n'))
    const again = await start()
    expect(again.notices).toEqual(['stale file removed (an earlier run was killed)'])
    expect(await query(again.url, 'select 1 as one')).toEqual([{ one: 1 }])
  })

  it('starts over when the cluster was only half made', async () => {
    mkdirSync(join(`${dataDir()}.new`, 'base'), { recursive: true })
    mkdirSync(join(dataDir(), 'base'), { recursive: true })
    writeFileSync(join(dataDir(), 'PG_VERSION'), '17\n')
    const { url } = await start()
    expect(await query(url, 'select 1 as one')).toEqual([{ one: 1 }])
    expect(existsSync(`${dataDir()}.new`)).toBe(false)
  })

  it('refuses data of another major version in one line', async () => {
    mkdirSync(join(dataDir(), 'global'), { recursive: true })
    writeFileSync(join(dataDir(), 'PG_VERSION'), '15\n')
    writeFileSync(join(dataDir(), 'global', 'pg_control'), '')
    await expect(start()).rejects.toThrow(/was made by PostgreSQL 15, this is 17/)
  })

  it.runIf(process.getuid?.() === 0)('as root, works where the database account cannot go', async () => {
    const closed = join(folder, 'closed')
    mkdirSync(closed, { mode: 0o700 })
    const server = await start(join(closed, 'postgres'))
    undo.push(() => rmSync(server.dataDir, { recursive: true, force: true }))
    expect(server.dataDir).not.toContain(closed)
    expect(server.notices[0]).toContain(server.dataDir)
    expect(await query(server.url, 'select 1 as one')).toEqual([{ one: 1 }])
  })

  it.runIf(process.getuid?.() === 0)(
    'as root, moves programs to where the database account can run them',
    async () => {
      const closed = join(folder, 'closed')
      mkdirSync(closed, { mode: 0o700 })
      const found = await findBinaries()
      cpSync(found.root, join(closed, 'native'), { recursive: true, verbatimSymlinks: true })
      const hidden = binariesAt(join(closed, 'native'), `test-${process.pid}`)
      const { binaries } = placeCluster(dataDir(), hidden, chooseAccount())
      undo.push(() => rmSync(binaries.root, { recursive: true, force: true }))
      const run = spawnSync(binaries.postgres, ['--version'], {
        ...chooseAccount(),
        cwd: '/',
        encoding: 'utf8',
      })
      expect(run.stdout).toContain('PostgreSQL) 17')
    },
  )

  it('says what the server said when it cannot start', async () => {
    const first = await start()
    await expect(startPostgres({ dataDir: join(folder, 'other'), port })).rejects.toThrow(
      /Address already in use/,
    )
    expect(await query(first.url, 'select 1 as one')).toEqual([{ one: 1 }])
  })
})
