import { afterEach, expect, test, vi } from 'vitest'
import { createDodo } from '../../helpers/app/dodo'
import { payCheckout } from '../../helpers/app/dodo-control'
import type { Person } from '../../helpers/app/people'
import { useRecordedApp } from '../../helpers/app/use-recorded-app'

const recorded = useRecordedApp()
const { app } = recorded
const dodo = createDodo(app.env)

afterEach(() => recorded.recorder.check())

const balanceOf = async (person: Person) => (await app.as(person)('/api/credits/balance')).body
const expectBalance = (person: Person, expected: object) =>
  vi.waitFor(async () => expect(await balanceOf(person)).toMatchObject(expected), { timeout: 10_000 })
const runCron = async () =>
  ((await recorded.runCron('/api/cron/ledger')) as { returns: { applied: number; failed: number } }).returns

async function buy() {
  const person = await app.signUp()
  const { body } = await app.as(person)('/api/dodopayments/checkout', { body: { packageId: 'starter' } })
  const paymentId = await payCheckout(app.env, (body as { checkoutUrl: string }).checkoutUrl)
  await expectBalance(person, { available: 150 })
  return { person, paymentId }
}

test('a refund and a dispute that no webhook told of are applied once, and so is what becomes of them', async () => {
  const [refunded, disputed] = [await buy(), await buy()]
  await dodo.set({ paused: true })
  try {
    await dodo.act(`/__local/payments/${refunded.paymentId}/refund`, { amount: 500 })
    const { dispute } = await dodo.act<{ dispute: { dispute_id: string } }>(
      `/__local/payments/${disputed.paymentId}/dispute`,
    )
    expect(await runCron()).toMatchObject({ applied: 2, failed: 0 })
    expect(await balanceOf(refunded.person)).toMatchObject({ available: 100 })
    expect(await balanceOf(disputed.person)).toMatchObject({ available: 50, held: 100 })
    expect(await runCron()).toMatchObject({ applied: 0, failed: 0 })

    await dodo.act(`/__local/disputes/${dispute.dispute_id}/settle`, { outcome: 'lost' })
    expect(await runCron()).toMatchObject({ applied: 1, failed: 0 })
    expect(await balanceOf(disputed.person)).toMatchObject({ available: 50, held: 0 })
  } finally {
    await dodo.set({ paused: false })
  }
  // The webhooks come after all.
  await dodo.flush()
  expect(await balanceOf(refunded.person)).toMatchObject({ available: 100 })
  expect(await balanceOf(disputed.person)).toMatchObject({ available: 50, held: 0 })
}, 60_000)
