import { vi } from 'vitest'

type Call = { name: string; args: Record<string, unknown> }

/** Stands in for the database functions behind endpoint(): records what was asked, holds whatever is asked for. */
export const ledger = {
  calls: [] as Call[],
  /** What begin_call answers next, instead of a hold. */
  kept: null as { response: string; charge: object } | null,
  names: () => ledger.calls.map(({ name }) => name),
  find: (name: string) => ledger.calls.find((call) => call.name === name)?.args,
  reset() {
    ledger.calls = []
    ledger.kept = null
  },
}

export const CHARGE = {
  creditsUsed: 1,
  newBalance: 49,
  balanceVersion: 2,
  tokensUsed: 0,
  totalTokensUsed: 0,
}
const ADMITTED = {
  rate: { limit: 9, remaining: 8, resetSeconds: 1 },
  caller: {
    id: '0b0b1ed8-7a30-4b3a-8f0a-2a4a4c0a7b11',
    email: 'a&b@example.com',
    name: null,
    role: 'user',
    dodoCustomerId: null,
  },
}

export async function callRpc(
  name: string,
  args: Record<string, unknown>,
  schema: { parse(value: unknown): unknown },
) {
  ledger.calls.push({ name, args })
  const begun = ledger.kept ? { ...ADMITTED, replay: ledger.kept } : { ...ADMITTED, holdId: 7, credits: 1 }
  const answer = { begin_call: begun, admit_caller: ADMITTED, finish_call: CHARGE }[name]
  return schema.parse(answer)
}

export const getUserId = vi.fn(async () => ADMITTED.caller.id)
