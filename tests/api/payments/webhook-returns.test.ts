import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { createPayment, signDelivery, writeEvent } from '../../helpers/app/dodo-webhook'
import { type Person, required } from '../../helpers/app/people'
import { useApp } from '../../helpers/app/use-app'

const app = useApp()
const key = required(app.env, 'DODO_PAYMENTS_WEBHOOK_KEY')

/** Sends what Dodo would and resolves the status that the app gave the event. */
async function deliver(type: string, data: object) {
  const body = writeEvent(type, data)
  const answer = await app.stranger('/api/dodopayments/webhook', {
    body,
    headers: signDelivery(body, { key }),
  })
  expect(answer.status).toBe(200)
  return (answer.body as { status: string }).status
}

/** Somebody with 50 free credits and a purchase of 100 for 9.99 that is or is not paid yet. */
async function buy({ isPaid = true } = {}) {
  const person = await app.signUp()
  const checkout = await app.as(person)('/api/dodopayments/checkout', { body: { packageId: 'starter' } })
  const payment = createPayment((checkout.body as { purchaseId: string }).purchaseId)
  if (isPaid) await deliver('payment.succeeded', payment)
  return { person, payment }
}

const refundOf = (payment: { payment_id: string }, changes: object = {}) => ({
  payload_type: 'Refund',
  refund_id: `ref_${randomUUID()}`,
  payment_id: payment.payment_id,
  status: 'succeeded',
  amount: 999,
  currency: 'USD',
  is_partial: false,
  ...changes,
})
const disputeOf = (payment: { payment_id: string }, dispute_status: string, dispute_id: string) => ({
  payload_type: 'Dispute',
  dispute_id,
  payment_id: payment.payment_id,
  amount: '999',
  currency: 'USD',
  dispute_stage: 'dispute',
  dispute_status,
})

const balanceOf = async (person: Person) => (await app.as(person)('/api/credits/balance')).body

test('a refund takes its share of the credits back', async () => {
  const { person, payment } = await buy()
  const part = refundOf(payment, { amount: 500, is_partial: true })
  expect(await deliver('refund.succeeded', part)).toBe('processed')
  expect(await deliver('refund.succeeded', part)).toBe('processed')
  expect(await balanceOf(person)).toMatchObject({ available: 100, debt: 0 })
  expect(await deliver('refund.failed', refundOf(payment, { status: 'failed' }))).toBe('processed')
  expect(await balanceOf(person)).toMatchObject({ available: 100 })
  expect(await deliver('refund.succeeded', refundOf(payment, { amount: 499 }))).toBe('processed')
  expect(await balanceOf(person)).toMatchObject({ available: 50 })
})

test('the state that a late delivery carries counts, not its name', async () => {
  const { person, payment } = await buy()
  expect(await deliver('refund.failed', refundOf(payment))).toBe('processed')
  expect(await balanceOf(person)).toMatchObject({ available: 50 })
})

test('a refund that overtakes its payment is applied with it', async () => {
  const { person, payment } = await buy({ isPaid: false })
  expect(await deliver('refund.succeeded', refundOf(payment, { amount: null }))).toBe('parked')
  expect(await deliver('payment.succeeded', payment)).toBe('processed')
  expect(await balanceOf(person)).toMatchObject({ available: 50, debt: 0 })
})

test('an open dispute freezes the purchase, a won one thaws it, a lost one takes it', async () => {
  const { person, payment } = await buy()
  const [won, lost] = [`dsp_${randomUUID()}`, `dsp_${randomUUID()}`]
  await deliver('dispute.opened', disputeOf(payment, 'dispute_opened', won))
  expect(await balanceOf(person)).toMatchObject({ available: 50, held: 100 })
  await deliver('dispute.won', disputeOf(payment, 'dispute_won', won))
  expect(await balanceOf(person)).toMatchObject({ available: 150, held: 0 })
  await deliver('dispute.challenged', disputeOf(payment, 'dispute_challenged', lost))
  expect(await balanceOf(person)).toMatchObject({ available: 50, held: 100 })
  await deliver('dispute.lost', disputeOf(payment, 'dispute_lost', lost))
  expect(await balanceOf(person)).toMatchObject({ available: 50, held: 0, debt: 0 })
})

test('a dispute whose amount makes no sense is kept as failed, to be looked at', async () => {
  const { person, payment } = await buy()
  const body = writeEvent('dispute.lost', {
    ...disputeOf(payment, 'dispute_lost', 'dsp_odd'),
    amount: 'a lot',
  })
  const headers = signDelivery(body, { key })
  expect((await app.stranger('/api/dodopayments/webhook', { body, headers })).status).toBe(500)
  const [event] =
    await app.sql`select status from public.webhook_events where webhook_id = ${headers['webhook-id']}`
  expect(event).toEqual({ status: 'failed' })
  expect(await balanceOf(person)).toMatchObject({ available: 150 })
})
