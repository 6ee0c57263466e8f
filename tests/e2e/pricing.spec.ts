import { test as bare, expect } from '@playwright/test'
import { test } from './steps/fixtures'

test('the price list is the database’s', async ({ page, sql }) => {
  await page.goto('/pricing')
  const table = page.getByRole('table', { name: 'Credits that one run costs' })
  const rows = await sql<{ model: string; credits: number }[]>`
    select model, credits::int from public.feature_prices() where feature not like 'journey-%'`
  // Other journeys make features of their own meanwhile.
  await expect(table.getByRole('rowheader').filter({ hasNotText: /journey/i })).toHaveCount(rows.length)
  await expect(table.getByRole('row', { name: /^Video a clip .*veo2/ }).getByRole('cell')).toHaveText([
    'veo2',
    '15',
    '23',
    '30',
  ])
  for (const { name } of await sql`select name from public.plans where is_active and price_cents > 0`) {
    await expect(page.getByRole('link', { name: `Choose ${name} plan` })).toBeVisible()
  }
})

bare('the calculator answers what an amount is good for, with the keyboard alone', async ({ page }) => {
  await page.goto('/pricing')
  const credits = page.getByRole('spinbutton', { name: 'Credits', exact: true })
  await expect(credits).toHaveValue('500')
  await expect(page.getByTestId('runs-image-generation')).toHaveText('166')
  await expect(page.getByTestId('mix-sum')).toContainText('Your mix takes 500 credits')

  await credits.focus()
  await page.keyboard.press('ControlOrMeta+a')
  await page.keyboard.type('90')
  await expect(page.getByTestId('runs-image-generation')).toHaveText('30')

  await page.keyboard.press('Tab')
  await expect(page.getByRole('button', { name: '50', exact: true })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(credits).toHaveValue('50')
  await expect(page.getByRole('button', { name: '50', exact: true })).toHaveAttribute('aria-pressed', 'true')

  const slider = page.getByRole('slider', { name: 'Credits, by slider' })
  await slider.focus()
  await page.keyboard.press('ArrowRight')
  await expect(credits).toHaveValue('60')

  await page.getByRole('radio', { name: 'Low' }).focus()
  await page.keyboard.press('ArrowRight')
  await expect(page.getByRole('radio', { name: 'Medium' })).toBeChecked()
  await expect(page.getByTestId('runs-image-generation')).toHaveText('12')
})

bare('a mix that costs more than there is says so, and what to buy for it', async ({ page }) => {
  await page.goto('/pricing')
  const images = page.getByRole('spinbutton', { name: 'How many: Image' })
  await page.getByRole('button', { name: 'Clear' }).click()
  await expect(page.getByTestId('mix-sum')).toHaveText('Your mix takes 0 credits, 500 left over')
  await images.fill('199')
  await page.getByRole('button', { name: 'One more: Image' }).click()
  await expect(images).toHaveValue('200')
  await expect(page.getByTestId('mix-sum')).toHaveText('Your mix takes 600 credits, 100 more than you have')
  await expect(page.getByTestId('cheapest')).toContainText('Custom amount, 600 credits for $50.94')
  await page.getByRole('button', { name: 'Spread evenly' }).click()
  await expect(page.getByTestId('mix-sum')).toHaveText('Your mix takes 500 credits, 0 left over')
})
