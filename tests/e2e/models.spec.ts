import { mkdtemp, open, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { openAsleep } from './steps/asleep'
import { expect, test } from './steps/fixtures'
import { expectAccessible, expectToFit } from './steps/inspect'
import { problem } from './steps/tools'

const BYTES = Buffer.from('weights of a model')
const file = (name = 'Face.onnx', buffer = BYTES) => ({ name, mimeType: 'application/octet-stream', buffer })
const chooser = (page: Page) => page.locator('input[type=file]')
const models = (page: Page) => page.getByRole('main').getByRole('listitem')

async function upload(page: Page, name?: string) {
  await chooser(page).setInputFiles(file(name))
  await page.getByRole('button', { name: 'Upload', exact: true }).click()
}

/** Makes uploads slow enough to watch one. */
async function slowDown(page: Page, bytesPerSecond: number) {
  const session = await page.context().newCDPSession(page)
  await session.send('Network.enable')
  const conditions = { offline: false, latency: 0, downloadThroughput: -1 }
  await session.send('Network.emulateNetworkConditions', { ...conditions, uploadThroughput: bytesPerSecond })
}

test.beforeEach(({ page }) => page.goto('/models'))

test('a model is uploaded, downloaded as it was, and deleted after a question', async ({
  page,
  sql,
  person,
}) => {
  await expect(page.getByText('No models yet')).toBeVisible()
  await chooser(page).setInputFiles(file())
  await expect(page.getByLabel('Name')).toBeFocused()
  await page.getByRole('button', { name: 'Choose another file' }).click()
  await expect(chooser(page)).toBeFocused()
  await chooser(page).setInputFiles(file())
  await page.getByLabel('Name').fill('My face')
  await page.getByRole('button', { name: 'Upload', exact: true }).click()
  await expect(models(page)).toContainText('My face')
  await expect(models(page)).toContainText('Ready')
  await expect(chooser(page)).toBeFocused()
  await expect(models(page)).toContainText(/\.onnx, 18 bytes.*Added on .*Kept until \d+ \w+ \d{4}$/)
  await expect(page.getByText('1 of 3 models on the Free plan, each kept for 7 days.')).toBeVisible()

  const saved = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Download My face' }).click()
  const download = await saved
  expect(download.suggestedFilename()).toBe('My face.onnx')
  expect(await readFile(await download.path())).toEqual(BYTES)

  const ask = page.getByRole('button', { name: 'Delete My face' })
  const question = page.getByRole('alertdialog', { name: 'Delete My face?' })
  await ask.click()
  await expectAccessible(page, 'axe on the question')
  await question.getByRole('button', { name: 'Cancel' }).click()
  await expect(question).toBeHidden()
  await expect(ask).toBeFocused()
  await ask.click()
  await question.getByRole('button', { name: 'Delete model' }).click()
  await expect(question).toBeHidden()
  await expect(page.getByText('No models yet')).toBeVisible()
  await expect(page.getByRole('heading', { name: 'Your models' })).toBeFocused()
  expect(await sql`select from storage.objects where name like ${`${person.id}/%`}`).toHaveLength(0)
})

test('a file that was chosen before the page was awake is taken', async ({ page }) => {
  const wake = await openAsleep(page, '/models')
  await chooser(page).setInputFiles(file())
  wake()
  await expect(page.getByLabel('Name')).toHaveValue('Face')
})

test('a file can be dropped', async ({ page }) => {
  const transfer = await page.evaluateHandle(() => {
    const data = new DataTransfer()
    data.items.add(new File(['dropped'], 'dropped.gguf'))
    return data
  })
  const zone = page.getByText('or drop it here')
  // A made-up event is lost on a page that is not awake yet; nothing says when it is.
  await expect(async () => {
    await zone.dispatchEvent('dragover', { dataTransfer: transfer })
    await zone.dispatchEvent('drop', { dataTransfer: transfer })
    await expect(page.getByLabel('Name')).toHaveValue('dropped', { timeout: 1_000 })
  }).toPass()
  await page.getByLabel('Name').press('Enter')
  await expect(models(page)).toContainText('.gguf, 7 bytes')
})

test('files that can’t be models are refused before anything is sent', async ({ page }) => {
  await chooser(page).setInputFiles(file('notes.txt'))
  await expect(problem(page)).toContainText('Only .safetensors, .onnx, .gguf, .bin, .zip files')
  await chooser(page).setInputFiles(file('empty.bin', Buffer.alloc(0)))
  await expect(problem(page)).toContainText('This file is empty.')
  const folder = await mkdtemp(join(tmpdir(), 'creditkit-e2e-'))
  try {
    const path = join(folder, 'large.bin')
    const large = await open(path, 'w')
    await large.truncate(50 * 1024 * 1024 + 1)
    await large.close()
    await chooser(page).setInputFiles(path)
    await expect(problem(page)).toContainText('This file has 50.1 MB. A model may have 50 MB at most.')
  } finally {
    await rm(folder, { recursive: true })
  }
  await chooser(page).setInputFiles(file())
  await expect(problem(page)).toBeHidden()
})

test('a name that is taken is said at its field, and a full plan takes no more', async ({ page }) => {
  await upload(page)
  await expect(models(page)).toHaveCount(1)
  await upload(page, 'FACE.bin')
  const name = page.getByLabel('Name')
  await expect(name).toHaveAccessibleDescription('You have a model of this name already. Choose another.')
  await expectAccessible(page, 'axe on a taken name')
  await name.fill('Another')
  await page.getByRole('button', { name: 'Upload', exact: true }).click()
  await expect(models(page)).toHaveCount(2)
  await upload(page, 'Third.zip')
  await expect(page.getByText('Your plan keeps 3 models at a time')).toBeVisible()
  await expect(chooser(page)).toHaveCount(0)
  for (const width of [1440, 390]) {
    await page.setViewportSize({ width, height: 900 })
    await expectToFit(page)
    await expectAccessible(page, `axe on three models at ${width} px`)
  }
})

test('an upload shows how far it is, goes on while another page is open, and can be cancelled', async ({
  page,
}) => {
  await slowDown(page, 200_000)
  await chooser(page).setInputFiles(file('Slow.bin', Buffer.alloc(600_000)))
  await page.getByRole('button', { name: 'Upload', exact: true }).click()
  const progress = page.getByRole('progressbar', { name: 'Uploading Slow' })
  await expect(progress).toHaveAttribute('aria-valuenow', /^[1-9]\d?$/)
  await page.getByRole('link', { name: 'Dashboard', exact: true }).filter({ visible: true }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Dashboard' })).toBeVisible()
  await page.getByRole('link', { name: 'Models' }).filter({ visible: true }).click()
  await expect(progress.or(page.getByRole('button', { name: 'Download Slow' }))).toBeVisible()
  await expect(page.getByRole('button', { name: 'Download Slow' })).toBeVisible({ timeout: 20_000 })

  await chooser(page).setInputFiles(file('Slower.bin', Buffer.alloc(1_500_000)))
  await page.getByRole('button', { name: 'Upload', exact: true }).click()
  await expect(page.getByRole('button', { name: 'Cancel' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.getByLabel('Name')).toHaveValue('Slower')
  await expect(page.getByLabel('Name')).toBeFocused()
  await expect(models(page)).toHaveCount(1)
  await slowDown(page, -1)
  await page.getByRole('button', { name: 'Upload', exact: true }).click()
  await expect(models(page)).toHaveCount(2, { timeout: 30_000 })
})

test('an upload cancelled before it has an address leaves its name free', async ({ page, sql, person }) => {
  const answers: (() => Promise<void>)[] = []
  await page.route('**/api/models', async (route) => {
    const response = await route.fetch()
    answers.push(() => route.fulfill({ response }).catch(() => undefined))
  })
  await upload(page)
  await expect.poll(() => answers.length).toBe(1)
  await page.getByRole('button', { name: 'Cancel' }).click()
  for (const answer of answers) await answer()
  await expect(page.getByLabel('Name')).toHaveValue('Face')
  expect(await sql`select from models where user_id = ${person.id}`).toHaveLength(0)
  await page.unroute('**/api/models')
  await page.getByRole('button', { name: 'Upload', exact: true }).click()
  await expect(models(page)).toContainText('Ready')
})

test('an upload that loses its connection says so, and is taken back once there is one', async ({
  page,
  context,
  sql,
  person,
}) => {
  await page.route('**/object/upload/sign/**', async (route) => {
    await context.setOffline(true)
    await route.abort()
  })
  await upload(page)
  await expect(problem(page)).toContainText('The server could not be reached.')
  await context.setOffline(false)
  await expect.poll(() => sql`select from models where user_id = ${person.id}`).toHaveLength(0)
  await page.unroute('**/object/upload/sign/**')
  await expect(page.getByLabel('Name')).toHaveValue('Face')
  await page.getByRole('button', { name: 'Upload', exact: true }).click()
  await expect(models(page)).toContainText('Ready')
})

test('a storage that does not take the file leaves nothing behind', async ({ page }) => {
  await page.route('**/object/upload/sign/**', (route) => route.fulfill({ status: 500, body: '{}' }))
  await upload(page)
  await expect(problem(page)).toContainText('The storage did not take the file.')
  await expect(page.getByText('No models yet')).toBeVisible()
  await page.unroute('**/object/upload/sign/**')
  await page.getByRole('button', { name: 'Upload', exact: true }).click()
  await expect(models(page)).toContainText('Ready')
})

test('a model that can’t be deleted just now says so and stays', async ({ page }) => {
  await upload(page)
  await page.getByRole('button', { name: 'Delete Face' }).click()
  const question = page.getByRole('alertdialog')
  const error = { code: 'provider_failed', message: 'The file could not be deleted just now.' }
  await page.route('**/api/models/*', (route) => route.fulfill({ status: 502, json: { error } }))
  await question.getByRole('button', { name: 'Delete model' }).click()
  await expect(question.getByRole('alert')).toContainText(error.message)
  await page.unroute('**/api/models/*')
  await question.getByRole('button', { name: 'Delete model' }).click()
  await expect(page.getByText('No models yet')).toBeVisible()
})
