import { expect, test } from 'vitest'
import { required } from '../../helpers/app/people'
import { useApp } from '../../helpers/app/use-app'
import { findBuild, startAppVariant } from '../../helpers/app/variant'
import { addPurchases, planDeliveries } from '../../helpers/webhooks/deliveries'
import { findInexact } from '../../helpers/webhooks/exactness'
import { sendDeliveries } from '../../helpers/webhooks/send'

const app = useApp()
const PATH = '/api/dodopayments/webhook'

async function plan(people: number, each: number) {
  const purchases = await addPurchases(app.sql, people, each)
  return { purchases, deliveries: planDeliveries(purchases, required(app.env, 'DODO_PAYMENTS_WEBHOOK_KEY')) }
}

test('three hundred deliveries at once, a tenth of them duplicates, are one grant each', async () => {
  const { purchases, deliveries } = await plan(27, 10)
  const attempts = await sendDeliveries(`${app.url}${PATH}`, deliveries, {
    perSecond: Number.POSITIVE_INFINITY,
  })
  expect(attempts).toHaveLength(300)
  expect(attempts.filter(({ status }) => status !== 200)).toEqual([])
  expect(await findInexact(app.sql, purchases, deliveries)).toEqual([])
}, 60_000)

test('a server killed in the middle, and what it did not answer sent again, are one grant each', async () => {
  const { purchases, deliveries } = await plan(27, 10)
  const build = await findBuild(app.url)
  const victim = await startAppVariant(build, app.env)
  if (victim.url === undefined) throw new Error('The app refused to start.')
  const port = Number(new URL(victim.url).port)
  const stops = [victim.stop]
  try {
    const sent = sendDeliveries(`${victim.url}${PATH}`, deliveries, { perSecond: 200, retryAfterMs: 200 })
    const ids = purchases.map(({ id }) => id)
    // In the middle: some are in, some are not.
    await expect
      .poll(
        async () => {
          const [row] = await app.sql<{ n: number }[]>`
            select count(*)::int as n from public.purchases where id = any (${ids}) and status = 'completed'`
          return row?.n ?? 0
        },
        { timeout: 20_000, interval: 20 },
      )
      .toBeGreaterThan(20)
    await victim.kill()
    const heir = await startAppVariant(build, app.env, { port })
    if (heir.url === undefined) throw new Error('The app refused to start again.')
    stops.push(heir.stop)
    const attempts = await sent
    expect(attempts.some(({ status }) => status === null)).toBe(true)
    const taken = new Set(attempts.filter(({ status }) => status === 200).map(({ delivery }) => delivery))
    expect(taken.size).toBe(deliveries.length)
    expect(await findInexact(app.sql, purchases, deliveries)).toEqual([])
  } finally {
    for (const stop of stops) await stop()
  }
}, 90_000)
