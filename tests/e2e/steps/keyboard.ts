import type { Locator, Page } from '@playwright/test'
import { expect } from './fixtures'

/** More stops than any page has before what somebody is after. */
const MAX_STOPS = 80

/**
 * Goes to a control with Tab, as somebody without a mouse does, and expects that the focus shows there. Fails when Tab does not
 * lead to it.
 */
export async function tabTo(page: Page, target: Locator): Promise<void> {
  await expect(target).toBeVisible()
  for (let stop = 0; stop < MAX_STOPS; stop += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) {
      await expectFocusToShow(target)
      return
    }
    await page.keyboard.press('Tab')
  }
  throw new Error(`Tab does not lead to ${target}.`)
}

/** Goes there and presses Enter. */
export async function press(page: Page, target: Locator): Promise<void> {
  await tabTo(page, target)
  await page.keyboard.press('Enter')
}

/** Goes there and types. */
export async function typeInto(page: Page, target: Locator, text: string): Promise<void> {
  await tabTo(page, target)
  await page.keyboard.press('ControlOrMeta+a')
  await page.keyboard.type(text)
}

/** Chooses something in the command palette by typing. */
export async function runCommand(page: Page, words: string, name: string): Promise<void> {
  await expect(page.getByRole('button', { name: 'Search and commands' })).toContainText('K')
  await page.keyboard.press('ControlOrMeta+k')
  await expect(page.getByRole('combobox', { name: 'Command palette' })).toBeFocused()
  await page.keyboard.type(words)
  await expect(page.getByRole('option', { name, selected: true })).toBeVisible()
  await page.keyboard.press('Enter')
}

/** An outline or a ring around the control or what stands for it. */
async function expectFocusToShow(target: Locator): Promise<void> {
  const shows = await target.evaluate((element) => {
    const around = [element, element.closest('label')].filter((one) => one !== null)
    return around.some((one) => {
      const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(one)
      return (outlineStyle !== 'none' && outlineWidth !== '0px') || boxShadow !== 'none'
    })
  })
  expect(shows, `the focus on ${target} shows`).toBe(true)
}
