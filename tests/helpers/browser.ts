import { spawnSync } from 'node:child_process'
import { accessSync, constants, existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { delimiter, join } from 'node:path'

// The shell is Chromium without a window's parts: what Playwright itself brings, and less work for a machine.
const NAMES = [
  'chromium-headless-shell',
  'chromium',
  'chromium-browser',
  'google-chrome-stable',
  'google-chrome',
  'chrome',
  'microsoft-edge',
  'brave-browser',
]
const PLACES = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  '/snap/bin/chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
]
const PACKAGE_MANAGERS: [command: string, ...steps: string[][]][] = [
  [
    'apt-get',
    ['update', '-qq'],
    ['install', '-y', '-qq', '--no-install-recommends', 'chromium-headless-shell'],
  ],
  ['apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium']],
  ['dnf', ['install', '-y', '-q', 'chromium']],
  ['apk', ['add', '--no-cache', 'chromium']],
]
const DOWNLOAD_LIMIT_MS = 5 * 60_000

/**
 * Path of a Chromium-like browser: CHROMIUM_PATH, an installed one, Playwright's own. Undefined when there is none.
 */
async function findBrowser(): Promise<string | undefined> {
  const wished = process.env.CHROMIUM_PATH
  if (wished) {
    if (isProgram(wished)) return wished
    throw new Error(`CHROMIUM_PATH is ${wished}, which is not a program.`)
  }
  const folders = (process.env.PATH ?? '').split(delimiter)
  const onPath = NAMES.flatMap((name) => folders.map((folder) => join(folder, name))).find(isProgram)
  if (onPath) return onPath
  const installed = PLACES.find(isProgram)
  if (installed) return installed
  const { chromium } = await import('@playwright/test')
  const own = chromium.executablePath()
  return own && existsSync(own) ? own : undefined
}

/**
 * Like `findBrowser`, but gets one where there is none: by Playwright's download, then, as root, by the system's
 * package manager. Rejects with the one line that says what to install.
 */
export async function ensureBrowser(): Promise<string> {
  const found = await findBrowser()
  if (found) return found
  console.log('No browser is installed: getting Chromium.')
  const root = process.getuid?.() === 0
  const playwright = createRequire(import.meta.url).resolve('@playwright/test/cli')
  if (run(process.execPath, [playwright, 'install', 'chromium'])) {
    // The download brings the browser only, not the libraries of the system that it needs.
    if (root) run(process.execPath, [playwright, 'install-deps', 'chromium'])
    const downloaded = await findBrowser()
    if (downloaded) return downloaded
  }
  if (root) {
    for (const [command, ...steps] of PACKAGE_MANAGERS) {
      if (steps.every((step) => run(command, step))) break
    }
    const installed = await findBrowser()
    if (installed) return installed
  }
  throw new Error('The browser tests need Chrome or Chromium: install one, or set CHROMIUM_PATH to it.')
}

function run(command: string, args: string[]) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  return spawnSync(command, args, { stdio: 'ignore', env, timeout: DOWNLOAD_LIMIT_MS }).status === 0
}

function isProgram(path: string) {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}
