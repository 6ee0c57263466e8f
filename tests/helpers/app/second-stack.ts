import { randomBytes } from 'node:crypto'
import { cpSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { findFreePort } from '../../../local/setup/ports'
import { startStack } from '../../../local/stack'
import { type AppEnv, required } from './people'
import { findBuild, startAppVariant } from './variant'

export type SecondStack = { url: string; env: Record<string, string>; stop(): Promise<void> }

/**
 * The app that runs at `first`, once more, on a throwaway stack of its own: a database to fill and to configure without anybody else
 * noticing. Saves the minute of another build by putting the new addresses and keys into a copy of the first.
 */
export async function startSecondStack(first: { url: string; env: AppEnv }): Promise<SecondStack> {
  const port = await findFreePort(0)
  const stack = await startStack({ ephemeral: true, siteUrl: `http://localhost:${port}` })
  const build = await findBuild(first.url)
  // A name of the same length that findBuild does not take for a build of its own.
  const copy = join(dirname(build), randomBytes(64).toString('hex').slice(0, basename(build).length))
  const tidy = async () => {
    await stack.stop()
    rmSync(copy, { recursive: true, force: true })
  }
  try {
    cpSync(build, copy, { recursive: true, filter: (path) => path !== join(build, 'cache') })
    const names = ['NEXT_PUBLIC_SUPABASE_URL', 'NEXT_PUBLIC_SUPABASE_PUBLISHABLE_KEY']
    replaceIn(copy, [
      ...names.map((name) => [required(first.env, name), required(stack.env, name)] as const),
      [basename(build), basename(copy)],
    ])
    const app = await startAppVariant(copy, stack.env, { port })
    if (app.url === undefined) throw new Error(`The app refused to start:\n${app.said}`)
    const stop = async () => {
      await app.stop()
      await tidy()
    }
    return { url: app.url, env: stack.env, stop }
  } catch (error) {
    await tidy()
    throw error
  }
}

// Text of the same length, byte by byte, so that what counts its length stays right.
function replaceIn(folder: string, pairs: (readonly [from: string, to: string])[]) {
  for (const [from, to] of pairs) {
    if (from.length !== to.length) throw new Error(`${to} is not as long as ${from}.`)
  }
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    const path = join(folder, name)
    if (!statSync(path).isFile()) continue
    const before = readFileSync(path, 'latin1')
    const after = pairs.reduce((text, [from, to]) => text.replaceAll(from, to), before)
    if (after !== before) writeFileSync(path, after, 'latin1')
  }
}
