import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { payCheckout } from '../../helpers/app/dodo-control'
import { type Person, required, signInAdmin } from '../../helpers/app/people'
import { useApp } from '../../helpers/app/use-app'
import { drainRollUps } from '../../helpers/roll-ups'

const app = useApp()
const REASON = { version: '', reason: 'We sell there now.' }
let admin: Person

beforeAll(async () => {
  admin = await signInAdmin(app.env)
})

/** A product as one makes it in Dodo's dashboard. Resolves its id. */
async function createProduct(currency: string, price: number): Promise<string> {
  const response = await fetch(new URL('/products', required(app.env, 'DODO_PAYMENTS_BASE_URL')), {
    method: 'POST',
    headers: {
      authorization: `Bearer ${required(app.env, 'DODO_PAYMENTS_API_KEY')}`,
      'content-type': 'application/json',
    },
    body: JSON.stringify({
      name: `Pack in ${currency}`,
      tax_category: 'saas',
      price: {
        type: 'one_time_price',
        price,
        currency,
        discount: 0,
        purchasing_power_parity: false,
      },
    }),
  })
  return ((await response.json()) as { product_id: string }).product_id
}

const packageIn = (currency: string, dodoProductId: string) => ({
  id: `c-${randomUUID().slice(0, 8)}`,
  name: `Pack in ${currency}`,
  credits: 200,
  priceCents: 1250,
  currency,
  dodoProductId,
  maxQuantity: 1,
  tiers: [],
  isPopular: false,
  isActive: true,
  position: 90,
  ...REASON,
})
const save = (body: object) => app.as(admin)('/api/admin/catalogue/packages', { body })
const balanceOf = async (person: Person) => (await app.as(person)('/api/credits/balance')).body

/** What the daily figures have of purchases in a currency. */
async function readBooks(currency: string) {
  const [row] = await app.sql<{ payments: number; paid: number; returned: number }[]>`
    select coalesce(sum(payments), 0)::int as payments, coalesce(sum(paid_cents), 0)::int as paid,
      coalesce(sum(returned_cents), 0)::int as returned
    from public.daily_money where currency = ${currency} and kind = 'purchase'`
  return row ?? { payments: 0, paid: 0, returned: 0 }
}

describe.each(['EUR', 'CAD', 'CHF'])('a package in %s', (currency) => {
  it('is added, bought, refunded in part and booked in its currency', async () => {
    const booked = await readBooks(currency)
    const offer = packageIn(currency, await createProduct(currency, 1250))
    const { version: _, reason: __, ...item } = offer
    expect(await save(offer)).toMatchObject({ status: 200, body: item })
    expect(
      (
        await app.as(admin)(
          `/api/admin/catalogue/impact?kind=package&id=${offer.id}&productId=${offer.dodoProductId}`,
        )
      ).body,
    ).toMatchObject({
      openCheckouts: 0,
      product: { priceCents: 1250, currency },
    })
    const buyer = await app.signUp()
    const { body } = await app.as(buyer)('/api/dodopayments/checkout', { body: { packageId: offer.id } })
    const { purchaseId, checkoutUrl } = body as { purchaseId: string; checkoutUrl: string }
    await payCheckout(app.env, checkoutUrl)
    await expect.poll(() => balanceOf(buyer), { timeout: 10_000 }).toMatchObject({ available: 250 })

    const refund = await app.as(admin)(`/api/admin/purchases/${purchaseId}/refund`, {
      body: { reason: 'They asked.', amountCents: 625 },
      headers: { 'idempotency-key': randomUUID() },
    })
    expect(refund).toMatchObject({ status: 200, body: { amountCents: 625, currency } })
    await expect.poll(() => balanceOf(buyer), { timeout: 10_000 }).toMatchObject({ available: 150 })
    const receipts =
      await app.sql`select state, cents, currency, returned_cents from public.list_purchases(${buyer.id})`
    expect(receipts).toEqual([{ state: 'partly_refunded', cents: 1250, currency, returned_cents: 625 }])
    const mails = await app.sql`
      select kind, data ->> 'currency' as currency from public.notifications
      where user_id = ${buyer.id} and kind in ('purchase_receipt', 'refund') order by kind`
    expect(mails).toEqual([
      { kind: 'purchase_receipt', currency },
      { kind: 'refund', currency },
    ])
    // Somebody else may be taking them at this moment.
    await expect
      .poll(
        async () => {
          await drainRollUps(app.sql)
          return readBooks(currency)
        },
        { timeout: 10_000 },
      )
      .toEqual({
        payments: booked.payments + 1,
        paid: booked.paid + 1250,
        returned: booked.returned + 625,
      })
  })
})

it('no package is sold in money that the tables do not admit', async () => {
  expect(await save(packageIn('JPY', 'pdt_yen'))).toMatchObject({
    status: 422,
    body: { error: { code: 'invalid_input', details: { fields: { currency: expect.any(Array) } } } },
  })
})

it('a package in one currency is no part of automatic top-ups in another', async () => {
  const offer = packageIn('GBP', await createProduct('GBP', 1250))
  await save(offer)
  const person = await app.signUp()
  const body = { packageId: offer.id, threshold: 10, monthlyCapCents: 10_000, isEnabled: true }
  expect((await app.as(person)('/api/top-up', { body })).status).toBe(404)
})
