import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { chownSync, cpSync, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { type Binaries, binariesAt } from './binaries'

/** The account PostgreSQL runs under. Undefined: the account that is running this. */
export type Account = { uid: number; gid: number } | undefined

/** What the account must reach lives here when the project itself is out of its sight. */
export const SHELTER = '/var/lib/creditkit'

/**
 * PostgreSQL refuses to run as root, so root gets an account for it: `postgres` where there is one, a new system
 * account where one can be made, and `nobody` otherwise.
 */
export function chooseAccount(): Account {
  if (process.getuid?.() !== 0) return undefined
  const existing = lookUp('postgres')
  if (existing) return existing
  spawnSync('useradd', ['--system', '--user-group', '--no-create-home', 'postgres'], { stdio: 'ignore' })
  const account = lookUp('postgres') ?? lookUp('nobody')
  if (!account)
    throw new Error('PostgreSQL will not run as root and this system has no other account for it.')
  return account
}

function lookUp(name: string): Account {
  const read = (flag: string) => spawnSync('id', [flag, name], { encoding: 'utf8' })
  const [uid, gid] = [read('-u'), read('-g')]
  if (uid.status !== 0 || gid.status !== 0) return undefined
  return { uid: Number(uid.stdout), gid: Number(gid.stdout) }
}

/**
 * Decides where data and programs live so that the account reaches them. Normally that is where they were asked to
 * be; a project under a closed folder (such as /root, mode 700) gets both under /var/lib/creditkit instead.
 * Returns the folder that holds the cluster, and the binaries to run.
 */
export function placeCluster(dataDir: string, binaries: Binaries, account: Account) {
  const wanted = resolve(dataDir)
  if (!account) {
    mkdirSync(dirname(wanted), { recursive: true })
    return { dataDir: wanted, binaries, moved: false }
  }
  mkdirSync(dirname(wanted), { recursive: true })
  const seesData = canReach(dirname(wanted), account)
  const runs = spawnSync(binaries.postgres, ['--version'], { ...account, cwd: '/', stdio: 'ignore' })
  const programs = runs.status === 0 ? binaries : shelterPrograms(binaries)
  const place = seesData ? wanted : shelteredData(wanted)
  if (!seesData) mkdirSync(SHELTER, { recursive: true, mode: 0o755 })
  mkdirSync(place, { recursive: true, mode: 0o700 })
  chownSync(place, account.uid, account.gid)
  return { dataDir: place, binaries: programs, moved: !seesData }
}

/** Where the data of a project lies that the database account cannot see. */
export function shelteredData(dataDir: string) {
  const key = createHash('sha256').update(resolve(dataDir)).digest('hex').slice(0, 12)
  return join(SHELTER, `data-${key}`)
}

function shelterPrograms(binaries: Binaries): Binaries {
  const target = join(SHELTER, `postgres-${binaries.version}`)
  if (!existsSync(target)) {
    const unfinished = `${target}.${process.pid}`
    mkdirSync(SHELTER, { recursive: true, mode: 0o755 })
    cpSync(binaries.root, unfinished, { recursive: true, verbatimSymlinks: true })
    try {
      renameSync(unfinished, target)
    } catch {
      rmSync(unfinished, { recursive: true, force: true })
    }
  }
  return binariesAt(target, binaries.version)
}

function canReach(folder: string, account: NonNullable<Account>) {
  const test = spawnSync('sh', ['-c', 'test -x "$1/."', 'sh', folder], {
    ...account,
    cwd: '/',
    stdio: 'ignore',
  })
  return test.status === 0
}
