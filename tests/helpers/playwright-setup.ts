import { startAppServer } from './app-server'
import { ensureBrowser } from './browser'

/**
 * Playwright's `globalSetup`: a browser, and the built app on a throwaway stack. Workers read the config again, and
 * with it what is set here: PLAYWRIGHT_BASE_URL, CHROMIUM_PATH, and every address and key of the app.
 */
export default async function setup() {
  process.env.CHROMIUM_PATH = await ensureBrowser()
  const app = await startAppServer()
  Object.assign(process.env, app.env, { PLAYWRIGHT_BASE_URL: app.url })
  return app.stop
}
