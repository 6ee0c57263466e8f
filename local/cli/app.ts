import { createRequire } from 'node:module'
import { connect } from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'
import { PROJECT_ROOT } from '../paths'
import { type Guarded, runGuarded } from '../process/guard'

const isHostname = (arg: string) => /^(-H|--hostname)(=|$)/.test(arg)

/**
 * Where the app listens when nobody says: on this machine alone. On the local stack one click makes anybody an admin, and the
 * stand-ins behind it listen nowhere else either.
 */
export const hostnameOf = (args: readonly string[]): string[] =>
  args.some(isHostname) ? [] : ['--hostname', 'localhost']

/** Runs `next dev` on a port, its output on this terminal. */
export function runNextDev(port: number, args: string[], env: NodeJS.ProcessEnv): Guarded {
  const next = createRequire(import.meta.url).resolve('next/dist/bin/next')
  return runGuarded(process.execPath, [next, 'dev', '--port', String(port), ...hostnameOf(args), ...args], {
    cwd: PROJECT_ROOT,
    // Next sends its telemetry from a process that outlives it; whoever wants that sets the variable to nothing.
    env: { NEXT_TELEMETRY_DISABLED: '1', ...env },
    output: 'inherit',
    onOrphan: 'TERM',
  })
}

/** Resolves once something answers on the port; gives up without a word when `until` resolves first. */
export async function waitForPort(port: number, until: Promise<unknown>): Promise<boolean> {
  let over = false
  void until.then(() => {
    over = true
  })
  while (!over) {
    if (await answers(port)) return true
    await delay(50)
  }
  return false
}

function answers(port: number) {
  return new Promise<boolean>((resolve) => {
    const socket = connect({ port, host: 'localhost' })
    socket.once('connect', () => {
      socket.destroy()
      resolve(true)
    })
    socket.once('error', () => resolve(false))
  })
}
