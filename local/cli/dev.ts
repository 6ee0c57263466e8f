import { setTimeout as delay } from 'node:timers/promises'
import { LOCAL_DIR } from '../paths'
import { claimInstance, findInstance } from '../setup/instance'
import { DEFAULT_PORTS, findFreePort } from '../setup/ports'
import { runNextDev, waitForPort } from './app'
import { hostedProject, loadEnvFiles, mergeEnvironment } from './environment'
import { appPart, printParts } from './report'
import { type Shutdown, takeOverSignals } from './shutdown'
import { runStack } from './stack'

const STARTING_LIMIT_MS = 60_000

export type DevOptions = { port?: number; args: string[] }

/** `npm run dev`: the local stack and the app on it, or the app alone where a hosted project is configured. */
export async function dev({ port, args }: DevOptions): Promise<void> {
  loadEnvFiles()
  const shutdown = takeOverSignals()
  const hosted = hostedProject(process.env)
  if (hosted) {
    console.log(`Using ${hosted}: no local stand-in is started.`)
    await runApp(shutdown, await chooseAppPort(port), args, process.env)
    return
  }
  const instance = await claimInstance(LOCAL_DIR, true)
  if (!instance) {
    await joinInstance(shutdown, args)
    return
  }
  await shutdown.onEnd(() => instance.leave())
  const appPort = await chooseAppPort(port)
  const siteUrl = process.env.NEXT_PUBLIC_SITE_URL || `http://localhost:${appPort}`
  const stack = await runStack(shutdown, { siteUrl, ports: { app: appPort }, envFile: `${LOCAL_DIR}/env` })
  instance.update(stack.env)
  await runApp(shutdown, appPort, args, mergeEnvironment(process.env, stack.env), () =>
    printParts('Creditkit is ready', [appPart(siteUrl), ...stack.parts]),
  )
}

async function chooseAppPort(asked: number | undefined) {
  const free = await findFreePort(asked ?? DEFAULT_PORTS.app)
  if (asked && free !== asked)
    throw new Error(`Port ${asked} is taken. ${free} is free, and is found by itself when you name no port.`)
  return free
}

// The stack of `npm run local` serves this app as well; that of another `npm run dev` has its own.
async function joinInstance(shutdown: Shutdown, args: string[]) {
  const deadline = Date.now() + STARTING_LIMIT_MS
  let running = await findInstance(LOCAL_DIR)
  while (running && !running.app && !running.env.NEXT_PUBLIC_SITE_URL && Date.now() < deadline) {
    await delay(200)
    running = await findInstance(LOCAL_DIR)
  }
  const siteUrl = running?.env.NEXT_PUBLIC_SITE_URL
  if (!running || running.app || !siteUrl) {
    const where = siteUrl ? ` at ${siteUrl}` : ''
    await shutdown.end(1, `Creditkit runs already${where} (process ${running?.pid}). Stop it there first.`)
    return
  }
  console.log(`Using the local stack that runs already (process ${running.pid}).`)
  const port = Number(new URL(siteUrl).port || 80)
  await runApp(shutdown, port, args, mergeEnvironment(process.env, running.env), () =>
    printParts('Creditkit is ready', [appPart(siteUrl)]),
  )
}

async function runApp(
  shutdown: Shutdown,
  port: number,
  args: string[],
  env: NodeJS.ProcessEnv,
  whenReady: () => void = () => undefined,
) {
  if (shutdown.ending) return
  const app = runNextDev(port, args, env)
  await shutdown.onEnd(() => app.stop('SIGINT', 5_000, 'SIGKILL'))
  void app.died.then((code) => shutdown.end(code ?? 1, `The app ended (code ${code ?? 'none'}).`))
  if (await waitForPort(port, app.died)) whenReady()
}
