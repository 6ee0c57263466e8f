import { randomUUID } from 'node:crypto'
import type { Page } from '@playwright/test'
import { createMailboxClient } from '../helpers/mailbox'

/** An address that nobody else in this run uses. */
export function newAddress(name: string): string {
  return `${name}-${randomUUID().slice(0, 8)}@example.com`
}

/** The newest mail to an address about a subject, as soon as it is there. */
export function mailTo(to: string, subject: string, since?: Date) {
  const url = process.env.MAILBOX_URL
  if (!url) throw new Error('MAILBOX_URL is not set: the stack did not start.')
  return createMailboxClient(url).waitForMail({ to, subject, since })
}

/** Fills in and sends the sign-in form that is open. */
export async function submitSignIn(page: Page, email: string, password: string): Promise<void> {
  await page.getByLabel('Email').fill(email)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
}

/** Sends the form that every header's "Sign out" sends. */
export async function signOut(page: Page): Promise<void> {
  const left = page.waitForURL((url) => url.pathname === '/')
  await page.evaluate(() => {
    const form = document.createElement('form')
    form.method = 'post'
    form.action = '/auth/sign-out'
    document.body.append(form)
    form.submit()
  })
  await left
}
