import { randomUUID } from 'node:crypto'
import { beforeAll, expect, test, vi } from 'vitest'
import { createDodo } from '../../helpers/app/dodo'
import { useApp } from '../../helpers/app/use-app'

const app = useApp()
const dodo = createDodo(app.env)
let library: typeof import('../../../lib/user-initialization')

// The library reads the environment when it is loaded, as a server does.
beforeAll(async () => {
  for (const [name, value] of Object.entries(app.env)) vi.stubEnv(name, value)
  library = await import('../../../lib/user-initialization')
})

async function addUser() {
  const person = await app.signUp()
  const user = { ...person, name: null, role: 'user', dodoCustomerId: null } as never
  return { person, user }
}

test('a user goes from Free to Pro and back, and is looked after when a webhook is lost', async () => {
  const { person, user } = await addUser()
  expect(await library.initializeUserOnSignup(person.id, person.email)).toMatchObject({ available: 50 })
  expect(await library.getSubscriptionStatus(person.id)).toMatchObject({
    planId: 'free',
    subscriptionId: null,
  })
  const { checkoutUrl } = await library.upgradeUserToPro(user)
  await dodo.set({ paused: true })
  try {
    const paid = await dodo.pay(checkoutUrl ?? '')
    // Nothing has arrived. Somebody tells us the subscription, say support.
    expect(await library.getSubscriptionStatus(person.id)).toMatchObject({ planId: 'free' })
    const { syncSubscription } = await import('../../../lib/dodopayments/sync/subscription')
    await syncSubscription(paid.subscription_id ?? '')
    expect(await library.getSubscriptionStatus(person.id)).toMatchObject({ planId: 'pro', status: 'active' })
    await dodo.subscription(paid.subscription_id ?? '', 'bill-now')
    expect((await library.renewSubscription(person.id)).planId).toBe('pro')
    const months = await app.sql`select id from public.subscription_credits where user_id = ${person.id}`
    expect(months).toHaveLength(2)
    await library.downgradeUserToFree(person.id)
    expect(await library.getSubscriptionStatus(person.id)).toMatchObject({ cancelAtPeriodEnd: true })
    await dodo.subscription(paid.subscription_id ?? '', 'cancel')
    const later = new Date(Date.now() + 90 * 86_400_000)
    expect((await library.checkSubscriptionExpiry(later)).failed).toBe(0)
    expect(await library.getSubscriptionStatus(person.id)).toMatchObject({ status: 'cancelled' })
  } finally {
    await dodo.set({ paused: false })
    await dodo.flush()
  }
}, 60_000)

test('a bonus is given once for its key', async () => {
  const { person } = await addUser()
  const options = { idempotencyKey: randomUUID(), description: 'For being early' }
  expect(await library.grantBonusCredits(person.id, 25, options)).toMatchObject({ available: 75 })
  expect(await library.grantBonusCredits(person.id, 25, options)).toMatchObject({
    available: 75,
    replayed: true,
  })
  await expect(library.renewSubscription(person.id)).rejects.toMatchObject({ code: 'not_subscribed' })
})
