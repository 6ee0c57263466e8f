import { expect, type Page } from '@playwright/test'
import { required } from '../../helpers/app/people'

/** The test cards of the payment page, by how the page names them. */
export const CARDS = { good: /Success.*4242/, declined: /Decline.*0002/ } as const

export type WebhookRecord = {
  id: string
  type: string
  resource: { id: string }
  attempts: { at: string; duration_ms: number; ok: boolean }[]
}
type ProviderState = {
  sessions: { session_id: string; metadata: Record<string, string> }[]
  payments: { payment_id: string; status: string; metadata: Record<string, string> }[]
  webhooks: WebhookRecord[]
}

/** Clicks "Buy Starter" and waits for the payment page. Resolves the purchase's id. */
export async function openCheckout(page: Page): Promise<string> {
  await page.goto('/buy-credits')
  await page.getByRole('button', { name: 'Buy Starter' }).click()
  await expect(page.getByRole('heading', { name: 'Pay with card' })).toBeVisible()
  const { sessions } = await readProviderState()
  const session = sessions.find(({ session_id }) => page.url().includes(session_id))
  if (!session?.metadata.purchase_id) throw new Error(`${page.url()} belongs to no purchase.`)
  return session.metadata.purchase_id
}

/** Pays on the payment page with one of the test cards, or leaves the card there where nothing is due. */
export async function pay(page: Page, card: keyof typeof CARDS = 'good'): Promise<void> {
  await page.getByRole('link', { name: CARDS[card] }).click()
  await page.getByRole('button', { name: /^(Pay |Save card)/ }).click()
}

/** What the payment provider sent to the app about a purchase, oldest first. */
export async function readWebhooks(purchaseId: string): Promise<WebhookRecord[]> {
  const { payments, webhooks } = await readProviderState()
  const ids = payments
    .filter(({ metadata }) => metadata.purchase_id === purchaseId)
    .map(({ payment_id }) => payment_id)
  return webhooks.filter(({ resource }) => ids.includes(resource.id))
}

/** Has the provider send an event once more: the same delivery again, or the same news under a new delivery id. */
export async function repeatWebhook(id: string, how: 'duplicate' | 'reissue'): Promise<void> {
  const response = await fetch(providerUrl(`/__local/webhooks/${id}/${how}`), { method: 'POST' })
  if (!response.ok) throw new Error(`The payment provider answered ${response.status} to ${how} ${id}`)
}

async function readProviderState(): Promise<ProviderState> {
  return (await fetch(providerUrl('/__local/state'))).json() as Promise<ProviderState>
}

function providerUrl(path: string) {
  return new URL(path, required(process.env, 'DODO_PAYMENTS_BASE_URL'))
}
