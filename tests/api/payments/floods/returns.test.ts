import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { required } from '../../../helpers/app/people'
import { useApp } from '../../../helpers/app/use-app'
import { addPurchases, type Purchase, planDeliveries, signEvent } from '../../../helpers/webhooks/deliveries'
import { sendDeliveries } from '../../../helpers/webhooks/send'

const app = useApp()
const key = required(app.env, 'DODO_PAYMENTS_WEBHOOK_KEY')
const [CREDITS, CENTS, FREE] = [100, 999, 50]

const refund = ({ paymentId }: Purchase, cents: number | null, status = 'succeeded') =>
  signEvent(
    `refund.${status}`,
    {
      payload_type: 'Refund',
      refund_id: `ref_${randomUUID()}`,
      payment_id: paymentId,
      status,
      amount: cents,
    },
    key,
  )

/** The same dispute as it goes from one status to the next. */
function dispute({ paymentId }: Purchase, ...statuses: string[]) {
  const data = { payload_type: 'Dispute', dispute_id: `dsp_${randomUUID()}`, payment_id: paymentId }
  return statuses.map((status) =>
    signEvent(
      `dispute.${status}`,
      { ...data, amount: String(CENTS), dispute_status: `dispute_${status}` },
      key,
    ),
  )
}

const twice = <T>(value: T) => [value, value]

/** What may befall a purchase, and what is left of its credits in the end: to spend, and kept by an open dispute. */
const FATES = [
  () => ({ events: [], left: CREDITS, frozen: 0 }),
  (bought: Purchase) => ({ events: twice(refund(bought, 500)), left: 50, frozen: 0 }),
  (bought: Purchase) => ({ events: [refund(bought, 300), refund(bought, 300)], left: 40, frozen: 0 }),
  (bought: Purchase) => ({ events: twice(refund(bought, null)), left: 0, frozen: 0 }),
  (bought: Purchase) => ({ events: [refund(bought, CENTS, 'failed')], left: CREDITS, frozen: 0 }),
  (bought: Purchase) => ({
    events: dispute(bought, 'opened', 'challenged', 'won'),
    left: CREDITS,
    frozen: 0,
  }),
  (bought: Purchase) => ({ events: dispute(bought, 'opened', 'challenged', 'lost'), left: 0, frozen: 0 }),
  (bought: Purchase) => ({ events: dispute(bought, 'opened', 'challenged'), left: 0, frozen: CREDITS }),
  (bought: Purchase) => ({
    events: [refund(bought, 500), ...dispute(bought, 'opened')],
    left: 0,
    frozen: 50,
  }),
  (bought: Purchase) => ({
    events: [refund(bought, 500), ...dispute(bought, 'opened', 'lost')],
    left: 0,
    frozen: 0,
  }),
]

function shuffle<T>(values: T[]): T[] {
  return values
    .map((value) => ({ value, at: Math.random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ value }) => value)
}

// Three people share all the purchases, so that each account meets everything at the same time.
test('payments, refunds and disputes that arrive all at once and in any order end exact', async () => {
  const purchases = await addPurchases(app.sql, 3, FATES.length * 4)
  const fates = purchases.map((bought, n) => ({ bought, ...FATES[n % FATES.length]?.(bought) }))
  const deliveries = shuffle([
    ...planDeliveries(purchases, key),
    ...fates.flatMap(({ events = [] }) => events),
  ])
  const url = `${app.url}/api/dodopayments/webhook`
  const attempts = await sendDeliveries(url, deliveries, { perSecond: Number.POSITIVE_INFINITY })
  expect(attempts.filter(({ status }) => status !== 200)).toEqual([])

  const ids = [...new Set(deliveries.map(({ headers }) => headers['webhook-id'] ?? ''))]
  const unfinished = await app.sql`
    select webhook_id, type, status, error from public.webhook_events
    where webhook_id = any (${ids}) and (status <> 'processed' or error is not null)`
  expect(unfinished).toEqual([])
  const wrong = []
  for (const { bought, left = 0, frozen = 0 } of fates) {
    const [row] = await app.sql<{ clawed_back: number; frozen: number }[]>`
      select p.clawed_back, coalesce(h.amount, 0) as frozen from public.purchases p
      left join public.credit_holds h on h.id = p.frozen_hold_id and h.status = 'held' where p.id = ${bought.id}`
    const expected = { clawed_back: CREDITS - left - frozen, frozen }
    if (row?.clawed_back !== expected.clawed_back || row.frozen !== frozen) wrong.push({ ...row, expected })
  }
  expect(wrong).toEqual([])
  for (const userId of new Set(purchases.map((bought) => bought.userId))) {
    const own = fates.filter(({ bought }) => bought.userId === userId)
    const [account] = await app.sql`
      select available, held, debt from public.credit_accounts where owner_id = ${userId}`
    expect(account).toEqual({
      available: FREE + own.reduce((sum, { left = 0 }) => sum + left, 0),
      held: own.reduce((sum, { frozen = 0 }) => sum + frozen, 0),
      debt: 0,
    })
  }
}, 60_000)
