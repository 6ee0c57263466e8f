import { createDodo } from '../../helpers/app/dodo'
import { controlDodo } from '../../helpers/app/dodo-control'

/** What customers, banks and time do at the payment provider. */
export const dodo = createDodo(process.env)

type DodoState = {
  subscriptions: { subscription_id: string; customer: { email: string }; on_demand: boolean }[]
  payments: { subscription_id: string; total_amount: number; created_at: string }[]
}

/** Dodo's id of somebody's newest subscription: to a plan, or a mandate for top-ups. */
export async function subscriptionOf(email: string, isMandate = false): Promise<string> {
  const { subscriptions } = await controlDodo<DodoState>(process.env, 'state')
  const found = subscriptions.findLast(
    (entry) => entry.customer.email === email && entry.on_demand === isMandate,
  )
  if (!found) throw new Error(`${email} has no such subscription.`)
  return found.subscription_id
}

/** What a subscription was charged, oldest first, in cents. */
export async function chargesOf(subscriptionId: string): Promise<number[]> {
  const { payments } = await controlDodo<DodoState>(process.env, 'state')
  return payments
    .filter((entry) => entry.subscription_id === subscriptionId)
    .map((entry) => entry.total_amount)
}
