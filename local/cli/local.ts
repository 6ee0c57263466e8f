import { join, resolve } from 'node:path'
import { LOCAL_DIR } from '../paths'
import { claimInstance, findInstance } from '../setup/instance'
import { loadEnvFiles } from './environment'
import { printParts } from './report'
import { takeOverSignals } from './shutdown'
import { runStack } from './stack'

export type LocalOptions = { ephemeral: boolean; envFile?: string; siteUrl?: string }

/** `npm run local`: the stack alone, for an app that is started some other way. */
export async function local({ ephemeral, envFile, siteUrl }: LocalOptions): Promise<void> {
  loadEnvFiles()
  const shutdown = takeOverSignals()
  const instance = ephemeral ? undefined : await claimInstance(LOCAL_DIR, false)
  if (!ephemeral && !instance) {
    const running = await findInstance(LOCAL_DIR)
    const where = running?.env.NEXT_PUBLIC_SUPABASE_URL ?? 'an address that it has yet to take'
    await shutdown.end(1, `The local stack runs already (process ${running?.pid}) at ${where}.`)
    return
  }
  if (instance) await shutdown.onEnd(() => instance.leave())
  const file = resolve(envFile ?? join(LOCAL_DIR, 'env'))
  if (!envFile && ephemeral && (await findInstance(LOCAL_DIR))) {
    await shutdown.end(
      1,
      `A stack is running and keeps its addresses in ${file}: name another with --env-file.`,
    )
    return
  }
  const stack = await runStack(shutdown, { ephemeral, siteUrl, envFile: file })
  instance?.update(stack.env)
  printParts('The local stack is ready', stack.parts)
  console.log(`  Addresses and keys: ${file}\n  Made for an app at ${stack.siteUrl}. Ctrl-C stops it.\n`)
}
