import { type AppEnv, required } from './people'

/** Calls the control API of the local payment provider. Throws for every answer but 2xx. */
export async function controlDodo<Result>(env: AppEnv, path: string, body?: object): Promise<Result> {
  const response = await fetch(new URL(`/__local/${path}`, required(env, 'DODO_PAYMENTS_BASE_URL')), {
    method: body ? 'POST' : 'GET',
    headers: { 'content-type': 'application/json' },
    ...(body && { body: JSON.stringify(body) }),
  })
  if (!response.ok) throw new Error(`${path} answered ${response.status}: ${await response.text()}`)
  return (await response.json()) as Result
}

/** Pays an open checkout page with a test card; the webhook has been delivered by then. Resolves the payment's id. */
export async function payCheckout(env: AppEnv, checkoutUrl: string): Promise<string> {
  const sessionId = new URL(checkoutUrl).pathname.split('/').at(-1)
  const { payment_id } = await controlDodo<{ payment_id: string }>(env, `checkouts/${sessionId}/pay`, {})
  return payment_id
}
