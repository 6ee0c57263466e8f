import { spawn } from 'node:child_process'
import {
  cpSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { PROJECT_ROOT } from '../../../local/paths'
import { createApi } from '../../helpers/app/api-client'
import { useApp } from '../../helpers/app/use-app'
import { type AppVariant, startAppVariant } from '../../helpers/app/variant'

const app = useApp()
const SOURCES = [
  'app',
  'components',
  'lib',
  'instrumentation.ts',
  'next.config.ts',
  'postcss.config.mjs',
  'proxy.ts',
  'vercel.json',
]
const MORE_SOURCES = ['package.json', 'package-lock.json', 'tsconfig.json']

const readme = readFileSync(join(PROJECT_ROOT, 'README.md'), 'utf8')
const section = readme.split(/^### /m).find((part) => part.startsWith('Add a tool\n')) ?? ''
const files = [...section.matchAll(/^`([^`]+)`:\n\n```tsx?\n([\s\S]*?)```/gm)]
const [, price = ''] = /```sql\n([\s\S]*?)```/.exec(section) ?? []

let copy: string
let variant: AppVariant | undefined

// Inside of the project: on the same disk, and out of the way of everything that reads the sources.
beforeAll(async () => {
  mkdirSync(join(PROJECT_ROOT, '.local'), { recursive: true })
  copy = mkdtempSync(join(PROJECT_ROOT, '.local', 'readme-'))
  for (const name of [...SOURCES, ...MORE_SOURCES]) {
    cpSync(join(PROJECT_ROOT, name), join(copy, name), { recursive: true })
  }
  linkTree(join(PROJECT_ROOT, 'node_modules'), join(copy, 'node_modules'))
  for (const [, path = '', code = ''] of files) {
    mkdirSync(dirname(join(copy, path)), { recursive: true })
    writeFileSync(join(copy, path), code)
  }
  await build(copy)
  await app.sql.unsafe(price)
  variant = await startAppVariant(join(copy, '.next'), { ...app.env }, { folder: copy })
}, 600_000)
afterAll(async () => {
  if (variant?.url !== undefined) await variant.stop()
  rmSync(copy, { recursive: true, force: true })
  await app.sql`delete from public.feature_pricing where feature = 'haiku'`
})

/** The bundler takes nothing from outside of its folder, so the packages have to be in there; links cost no space. */
function linkTree(from: string, to: string) {
  mkdirSync(to, { recursive: true })
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)]
    if (entry.isDirectory()) linkTree(source, target)
    else if (entry.isSymbolicLink()) symlinkSync(readlinkSync(source), target)
    else linkSync(source, target)
  }
}

function build(folder: string) {
  // The copy's own, so that there is one React.
  const program = join(folder, 'node_modules/next/dist/bin/next')
  return new Promise<void>((resolve, reject) => {
    const env = {
      ...process.env,
      ...app.env,
      NODE_ENV: 'production' as const,
      NEXT_TELEMETRY_DISABLED: '1',
      NEXT_TSCONFIG_PATH: 'tsconfig.json', // checks no types, which takes longer than the rest
    }
    const child = spawn(process.execPath, [program, 'build'], { cwd: folder, env })
    let said = ''
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (said += text))
    child.once('error', reject)
    child.once('close', (code) => (code === 0 ? resolve() : reject(new Error(`next build failed:\n${said}`))))
  })
}

test('the tool of the README takes less than 40 lines', () => {
  expect(files).toHaveLength(2)
  const lines = [price, ...files.map(([, , code = '']) => code)].flatMap((code) => code.trimEnd().split('\n'))
  expect(lines.length).toBeLessThan(40)
})

test('it works as the README has it: charged as it says, refused without credits, shown on its page', async () => {
  if (variant?.url === undefined) throw new Error(`The app did not start: ${variant?.said}`)
  const person = await app.signUp()
  const call = createApi(variant.url, person)
  expect(await call('/api/haiku', { body: { prompt: 'rope' } })).toMatchObject({
    status: 200,
    body: { text: expect.stringContaining('rope'), creditsUsed: 2, newBalance: 48 },
  })
  expect((await call('/api/haiku', { body: { prompt: '' } })).status).toBe(422)
  expect((await createApi(variant.url)('/api/haiku', { body: { prompt: 'rope' } })).status).toBe(401)
  const page = await call('/haiku')
  expect(page.status).toBe(200)
  expect(String(page.body)).toContain('About what?')
})
