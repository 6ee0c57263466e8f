// Every test there is, on one build of the app: vitest first, then Playwright, then what they counted together.
// Exits with the first failure's code.
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { shareAppServer, startAppServer } from './app-server'
import { ensureBrowser } from './browser'
import { describeCounts, readCounts } from './counts'

const resolve = createRequire(import.meta.url).resolve

async function main() {
  const browser = await ensureBrowser()
  console.log('Building the app on a throwaway stack.')
  const app = await startAppServer()
  const reports = mkdtempSync(join(tmpdir(), 'creditkit-reports-'))
  const stop = async (code: number) => {
    rmSync(reports, { recursive: true, force: true })
    await app.stop()
    process.exit(code)
  }
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void stop(1))

  try {
    const [unit, browsers] = [join(reports, 'vitest.json'), join(reports, 'playwright.json')]
    const env = {
      ...process.env,
      ...shareAppServer(app),
      CHROMIUM_PATH: browser,
      PLAYWRIGHT_JSON_OUTPUT_NAME: browsers,
    }
    const vitest = ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${unit}`]
    const codes = [
      await run(join(dirname(resolve('vitest/package.json')), 'vitest.mjs'), vitest, env),
      await run(resolve('@playwright/test/cli'), ['test', '--reporter=list,json'], env),
    ]
    const counts = readCounts(unit, browsers)
    if (counts) console.log(`\n${describeCounts(counts)}`)
    await stop(codes.find((code) => code !== 0) ?? 0)
  } catch (error) {
    console.error(error)
    await stop(1)
  }
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
