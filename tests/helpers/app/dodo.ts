import { createApi } from './api-client'
import { type AppEnv, required } from './people'

type Subscription = { subscription_id: string; status: string; product_id: string; next_billing_date: string }

/** The controls of the payment stand-in: what customers, banks and time do. */
export function createDodo(env: AppEnv) {
  const url = required(env, 'DODO_PAYMENTS_BASE_URL')
  const api = createApi(url)
  const act = async <T>(path: string, body: object = {}) => {
    const answer = await api(path, { method: 'POST', body })
    if (answer.status >= 300) throw new Error(`${path}: ${JSON.stringify(answer.body)}`)
    return answer.body as T
  }
  return {
    url,
    act,
    /** Pays a checkout page and waits for the webhooks. Resolves the ids that came of it. */
    pay: (checkoutUrl: string, card?: string) =>
      act<{ subscription_id: string | null; payment_id: string | null; status: string }>(
        `/__local/checkouts/${checkoutUrl.split('/').at(-1)}/pay`,
        { ...(card && { card }) },
      ),
    /** Moves the clock forward; whatever is due on the way happens. */
    advanceDays: (days: number) => act('/__local/clock', { advance_seconds: days * 86_400 }),
    subscription: (id: string, verb: string, body: object = {}) =>
      act<{ subscription: Subscription }>(`/__local/subscriptions/${id}/${verb}`, body),
    set: (settings: object) => act('/__local/settings', settings),
    flush: () => act('/__local/webhooks/flush'),
  }
}
