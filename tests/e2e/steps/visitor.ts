import { randomBytes } from 'node:crypto'
import type { Browser, BrowserContext, Page } from '@playwright/test'

/** A network address that nobody else in this run comes from: trials are counted by it. */
export function newNetworkAddress(): string {
  return `10.${[...randomBytes(3)].join('.')}`
}

/** A page in a browser of its own, signed in as nobody, from a network of its own unless `address` says another. */
export async function openAsVisitor(
  browser: Browser,
  baseURL: string | undefined,
  address = newNetworkAddress(),
): Promise<{ page: Page; context: BrowserContext }> {
  const context = await browser.newContext({ baseURL, extraHTTPHeaders: { 'x-forwarded-for': address } })
  return { page: await context.newPage(), context }
}

/** The id of the trial that a browser holds the cookie of. */
export async function leadOf(context: BrowserContext): Promise<string> {
  const cookie = (await context.cookies()).find(({ name }) => name === 'creditkit_lead')
  const [id] = cookie?.value.split('.') ?? []
  if (!id) throw new Error('This browser has no trial.')
  return id
}

/** What is left of the trial, in the header. */
export function trialBalance(page: Page) {
  return page.getByTestId('trial-balance').filter({ visible: true })
}
