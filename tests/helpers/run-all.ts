// Every test there is, on one build of the app: vitest first, then Playwright. Exits with the first failure's code.
import { spawn } from 'node:child_process'
import { createRequire } from 'node:module'
import { shareAppServer, startAppServer } from './app-server'
import { ensureBrowser } from './browser'

const resolve = createRequire(import.meta.url).resolve

async function main() {
  const browser = await ensureBrowser()
  const app = await startAppServer()
  const stop = async (code: number) => {
    await app.stop()
    process.exit(code)
  }
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void stop(1))
  const env = { ...process.env, ...shareAppServer(app), CHROMIUM_PATH: browser }
  const codes = [
    await run(resolve('vitest/vitest.mjs'), ['run'], env),
    await run(resolve('@playwright/test/cli'), ['test'], env),
  ]
  await stop(codes.find((code) => code !== 0) ?? 0)
}

function run(program: string, args: string[], env: NodeJS.ProcessEnv) {
  return new Promise<number>((done) => {
    const child = spawn(process.execPath, [program, ...args], { stdio: 'inherit', env })
    child.once('exit', (code) => done(code ?? 1))
  })
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error)
  process.exit(1)
})
