import { defineConfig, devices } from '@playwright/test'

// Both are set by the global setup; workers read this file again after it.
const { PLAYWRIGHT_BASE_URL: baseURL, CHROMIUM_PATH: executablePath } = process.env

// Root, as in a container, has no sandbox; the rest keeps the browser from talking to anyone but the app.
const BROWSER_ARGS = [
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
]

export default defineConfig({
  testDir: 'tests/e2e',
  outputDir: 'test-results',
  globalSetup: './tests/helpers/playwright-setup.ts',
  fullyParallel: true,
  workers: 2,
  // A busy machine may cost a browser a click; what fails twice is broken. At home nothing is tried again.
  retries: process.env.CI ? 1 : 0,
  forbidOnly: Boolean(process.env.CI),
  reporter: 'list',
  // Three times what the longest takes on a slow machine with two cores.
  timeout: 120_000,
  expect: { timeout: process.env.CI ? 30_000 : 10_000 },
  use: {
    ...devices['Desktop Chrome'],
    baseURL,
    launchOptions: { executablePath, args: BROWSER_ARGS },
    // Tracing slows every page down: where a failure is tried again, that is when it is traced.
    trace: process.env.CI ? 'on-first-retry' : 'retain-on-failure',
  },
})
