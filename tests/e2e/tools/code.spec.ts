import { readFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import { signUpPerson } from '../../helpers/app/people'
import { expect, headerBalance, test } from '../steps/fixtures'
import { expectAccessible, expectToFit } from '../steps/inspect'
import { expectReceipt, problem, result } from '../steps/tools'

// One after the other: they share the price of a review.
test.describe.configure({ mode: 'serial' })

/** Has a program generated and resolves its project's id. */
async function generate(page: Page): Promise<string> {
  await page.goto('/tools/code')
  await page.getByRole('button', { name: 'Tip calculator' }).click()
  const answer = page.waitForResponse('**/api/projects/start-workflow')
  await page.getByRole('button', { name: 'Generate it for 1 credit' }).click()
  const { projectId } = await (await answer).json()
  await expectReceipt(page, '1 credit')
  return projectId
}

test('a brief becomes files to look at, to save, and to come back to', async ({ page }) => {
  await generate(page)
  await expect(headerBalance(page)).toHaveText('49 credits')
  const preview = page.frameLocator('iframe[title=Preview]')
  await expect(preview.getByRole('heading', { level: 1 })).toHaveText('Tip calculator')
  await preview.getByLabel('Bill').fill('100')
  await expect(preview.getByText('115')).toBeVisible()

  await page.getByRole('tab', { name: 'index.html' }).click()
  await expect(page.getByRole('tabpanel')).toContainText('<!doctype html>')
  await page.keyboard.press('ArrowRight')
  const saved = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Download', exact: true }).click()
  expect((await saved).suggestedFilename()).toBe('script.js')
  const archived = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Download all' }).click()
  const archive = await archived
  expect(archive.suggestedFilename()).toBe('a-tip-calculator.zip')
  expect((await readFile(await archive.path())).toString('latin1')).toContain('<!doctype html>')

  await page.goto('/tools/code')
  await page.getByRole('link', { name: /^A tip calculator/ }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'A tip calculator' })).toBeVisible()
  await expect(page.getByRole('tab', { name: 'script.js' })).toBeVisible()
  await page.getByRole('button', { name: 'Generate again for 1 credit' }).click()
  await expectReceipt(page, '1 credit')
  await expect(headerBalance(page)).toHaveText('48 credits')
})

test('a project is deleted after a question, for good', async ({ page }) => {
  const id = await generate(page)
  const row = page.getByRole('listitem').filter({ hasText: 'A tip calculator' })
  const question = page.getByRole('alertdialog', { name: 'Delete A tip calculator?' })
  const ask = row.getByRole('button', { name: 'Delete A tip calculator' })
  // The preview still settles beside it: a click that misses is made again, as people do.
  await expect(async () => {
    if (!(await question.isVisible())) await ask.click({ timeout: 2000 })
    await expect(question).toBeVisible({ timeout: 2000 })
  }).toPass()
  await question.getByRole('button', { name: 'Cancel' }).click()
  await ask.click()
  await question.getByRole('button', { name: 'Delete project' }).click()
  await expect(page.getByText('No projects yet')).toBeVisible()
  await expect(page.getByText('A tip calculator is deleted')).toBeVisible()
  await expect(page.getByRole('heading', { name: 'Your projects' })).toBeFocused()
  await page.goto(`/tools/code/${id}`)
  await expect(page.getByRole('heading', { level: 1, name: 'This page does not exist' })).toBeVisible()
})

test('a run whose project was deleted is tried again with a new one', async ({ page }) => {
  await page.goto('/tools/code')
  await page.route('**/api/projects/start-workflow', (route) => route.abort())
  await page.getByRole('button', { name: 'Tip calculator' }).click()
  await page.getByRole('button', { name: 'Generate it for 1 credit' }).click()
  await expect(problem(page)).toContainText('The connection was lost')
  await page.unroute('**/api/projects/start-workflow')
  // Its project is listed when the page is read anew.
  await page.getByRole('link', { name: 'Tools', exact: true }).click()
  await page.getByRole('link', { name: 'Code', exact: true }).click()
  await page.getByRole('button', { name: 'Delete A tip calculator' }).click()
  await page.getByRole('button', { name: 'Delete project' }).click()
  await expect(page.getByText('No projects yet')).toBeVisible()
  await page.getByRole('button', { name: 'Try again for 1 credit' }).click()
  await expectReceipt(page, '1 credit')
})

test('what was generated runs apart from the page around it', async ({ page, sql }) => {
  const id = await generate(page)
  const content = `<!doctype html><title>x</title><p id="seen"></p><script>
    let seen = 'nothing'
    try { seen = parent.document.cookie } catch { seen = 'kept out' }
    document.querySelector('#seen').textContent = seen + ', ' + origin
  </script>`
  await sql`update public.project_files set content = ${content} where project_id = ${id} and path = 'index.html'`
  await page.goto(`/tools/code/${id}`)
  await expect(page.frameLocator('iframe[title=Preview]').locator('#seen')).toHaveText('kept out, null')
})

test('a review finds mistakes and leads to their lines', async ({ page, sql }) => {
  const id = await generate(page)
  const content = 'const total = 1\nconst sum = eval(input)\n'
  await sql`update public.project_files set content = ${content} where project_id = ${id} and path = 'script.js'`
  await page.getByRole('link', { name: 'Review this code' }).click()
  await expect(page.getByRole('radio', { name: /A tip calculator/ })).toBeChecked()
  await page.getByRole('button', { name: 'Review it for 1 credit' }).click()
  await expectReceipt(page, '1 credit')
  await expect(headerBalance(page)).toHaveText('48 credits')
  await expectAccessible(page, 'axe on a review')
  const finding = result(page).getByRole('listitem').first()
  await expect(finding).toContainText('High')
  await expect(finding).toContainText('const sum = eval(input)')
  await finding.getByRole('link', { name: 'script.js:2' }).click()
  await expect(page.getByRole('tab', { name: 'script.js' })).toHaveAttribute('aria-selected', 'true')
  await expect(page.locator('[data-line="2"]').filter({ visible: true })).toBeInViewport()
  await expect(page.getByRole('heading', { name: /^Last review/ })).toBeVisible()
  for (const width of [1440, 390]) {
    await page.setViewportSize({ width, height: 900 })
    await expectToFit(page)
    await expectAccessible(page, `axe on a project at ${width} px`)
  }
})

test('a price that changed under the page is shown before anyone pays it', async ({ page, sql }) => {
  await generate(page)
  await page.getByRole('link', { name: 'Review this code' }).click()
  const price = (credits: number) =>
    sql`update public.feature_pricing set credits = ${credits} where feature = 'code-review'`
  const run = page.getByRole('button', { name: 'Review it for 1 credit' })
  await expect(run).toBeEnabled()
  await price(2)
  try {
    await run.click()
    await expect(problem(page)).toContainText('It is 2 credits now, not 1 credit as this page said.')
    await expect(headerBalance(page)).toHaveText('49 credits')
    await page.getByRole('button', { name: 'Review it for 2 credits' }).click()
    await expectReceipt(page, '2 credits')
    await expect(headerBalance(page)).toHaveText('47 credits')
  } finally {
    await price(1)
  }
})

test('the projects of somebody else are not there', async ({ page, openAs, person }) => {
  const id = await generate(page)
  await expect(page.getByRole('link', { name: 'Open the project' })).toBeVisible()
  const other = await openAs(await signUpPerson(process.env, `not-${person.email.split('@')[0]}`))
  await other.goto(`/tools/code/${id}`)
  await expect(other.getByRole('heading', { level: 1, name: 'This page does not exist' })).toBeVisible()
  await other.goto(`/tools/review?project=${id}`)
  await expect(other.getByText('No code to review yet')).toBeVisible()
})
