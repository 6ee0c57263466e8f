import { test as bare } from '@playwright/test'
import { uniqueAddress } from '../helpers/app/people'
import { authLink } from '../helpers/mailbox'
import { mailTo } from './auth-steps'
import { CARDS } from './steps/checkout'
import { expect, headerBalance } from './steps/fixtures'
import { press, runCommand, tabTo, typeInto } from './steps/keyboard'

bare(
  'signing up, using a tool, buying, reading the ledger and settings, without a mouse',
  async ({ page }) => {
    bare.setTimeout(120_000)
    const email = uniqueAddress('keyboard')
    const main = page.locator('main')

    await page.goto('/')
    await page.keyboard.press('Tab')
    const skip = page.getByRole('link', { name: 'Skip to content' })
    await expect(skip).toBeFocused()
    await expect(skip).toBeInViewport()
    await press(page, page.getByRole('banner').getByRole('link', { name: 'Get started' }))
    await page.waitForURL('**/sign-up')
    await typeInto(page, page.getByLabel('Name'), 'Ada')
    await typeInto(page, page.getByLabel('Email'), email)
    await typeInto(page, page.getByLabel('Password', { exact: true }), 'a password to begin with')
    await page.keyboard.press('Enter')
    await expect(page.getByRole('heading', { name: 'Check your inbox' })).toBeFocused()
    await page.goto(authLink(await mailTo(email, 'Confirm')).href)
    await page.waitForURL('**/dashboard')
    await expect(headerBalance(page)).toHaveText('50 credits')

    await runCommand(page, 'draft', 'Text')
    await page.waitForURL('**/tools/text')
    await typeInto(page, main.getByRole('textbox').first(), 'A note about rope')
    await press(page, main.getByRole('button', { name: /for 1 credit/ }))
    await expect(page.getByRole('region', { name: 'Result' }).getByText('Took')).toBeVisible()
    await expect(headerBalance(page)).toHaveText('49 credits')

    await runCommand(page, 'package', 'Buy credits')
    await page.waitForURL('**/buy-credits')
    await press(page, page.getByRole('button', { name: 'Buy Starter' }))
    await expect(page.getByRole('heading', { name: 'Pay with card' })).toBeVisible()
    await press(page, page.getByRole('link', { name: CARDS.good }))
    await press(page, page.getByRole('button', { name: /^Pay / }))
    await page.waitForURL('**/payment-success**')
    await expect(headerBalance(page)).toHaveText('149 credits')

    await runCommand(page, 'ledger', 'History')
    await page.waitForURL('**/history')
    await expect(page.getByTestId('history-sum')).toHaveText('3 transactions: +150 in, −1 out')
    const rows = page.getByRole('list', { name: 'Transactions' })
    await expect(rows.getByText('+100', { exact: true })).toBeVisible()
    const text = rows.getByRole('link', { name: /^Text generation/ })
    await press(page, text)
    const sheet = page.getByRole('dialog', { name: /^Transaction / })
    await expect(sheet.getByText('−1 credit', { exact: true })).toBeVisible()
    await expect(sheet.getByRole('listitem').filter({ hasText: 'Sign-up bonus' })).toContainText('1 credit')
    await page.keyboard.press('Escape')
    await expect(sheet).toHaveCount(0)
    await expect(text).toBeFocused()
    await typeInto(page, page.getByRole('searchbox'), 'text')
    await page.keyboard.press('Enter')
    await page.waitForURL('/history?q=text')
    await expect(rows.getByRole('listitem')).toHaveCount(1)

    await runCommand(page, 'prof', 'Profile and email')
    await page.waitForURL('**/settings')
    await typeInto(page, page.getByLabel('Name'), 'Ada Lovelace')
    await page.keyboard.press('Enter')
    await expect(page.getByText('Saved.')).toBeVisible()
    await tabTo(page, main.getByRole('radio', { name: 'System' }))
    await page.keyboard.press('ArrowRight')
    await expect(page.locator('html')).toHaveClass(/\bdark\b/)

    await press(page, page.getByRole('button', { name: 'Account' }))
    await expect(page.getByRole('menu')).toContainText('Ada Lovelace')
    await page.keyboard.press('End')
    await page.keyboard.press('Enter')
    await page.waitForURL((url) => url.pathname === '/')
  },
)
