import { expect, test, vi } from 'vitest'
import { required } from '../../../helpers/app/people'
import { useApp } from '../../../helpers/app/use-app'
import { findBuild, startAppVariant } from '../../../helpers/app/variant'
import { addPurchases, type Delivery, planDeliveries } from '../../../helpers/webhooks/deliveries'
import { findInexact } from '../../../helpers/webhooks/exactness'
import { sendDeliveries } from '../../../helpers/webhooks/send'

const app = useApp()
const key = required(app.env, 'DODO_PAYMENTS_WEBHOOK_KEY')
const AT_ONCE = { perSecond: Number.POSITIVE_INFINITY }

/** 270 purchases of 30 people, and a delivery of each payment; a tenth of the 300 deliveries are duplicates. */
async function prepare() {
  const purchases = await addPurchases(app.sql, 30, 9)
  return { purchases, deliveries: planDeliveries(purchases, key) }
}

async function countReceived(deliveries: Delivery[]) {
  const ids = deliveries.map(({ headers }) => headers['webhook-id'] ?? '')
  const [row] = await app.sql<{ count: number }[]>`
    select count(*) from public.webhook_events where webhook_id = any (${ids})`
  return row?.count ?? 0
}

test('300 deliveries at once, a tenth of them duplicates, are one grant for each payment', async () => {
  const { purchases, deliveries } = await prepare()
  expect(deliveries).toHaveLength(300)
  const attempts = await sendDeliveries(`${app.url}/api/dodopayments/webhook`, deliveries, AT_ONCE)
  expect(attempts.filter(({ status }) => status !== 200)).toEqual([])
  expect(await findInexact(app.sql, purchases, deliveries)).toEqual([])
}, 60_000)

test('a server killed in the middle of them grants the same, once the unanswered ones come again', async () => {
  const { purchases, deliveries } = await prepare()
  const build = await findBuild(app.url)
  const victim = await startAppVariant(build, app.env)
  if (victim.url === undefined) throw new Error('The app refused to start.')
  const url = `${victim.url}/api/dodopayments/webhook`
  const sending = sendDeliveries(url, deliveries, { ...AT_ONCE, retryAfterMs: 200 })
  await vi.waitFor(async () => expect(await countReceived(deliveries)).toBeGreaterThan(0), {
    timeout: 20_000,
    interval: 5,
  })
  await victim.kill()
  const heir = await startAppVariant(build, app.env, { port: Number(new URL(url).port) })
  const attempts = await sending
  await Promise.all([victim.stop(), 'stop' in heir && heir.stop()])

  expect(attempts.filter(({ status }) => status === null).length).toBeGreaterThan(0)
  expect(attempts.filter(({ status }) => status === 200)).toHaveLength(deliveries.length)
  expect(await findInexact(app.sql, purchases, deliveries)).toEqual([])
}, 120_000)
