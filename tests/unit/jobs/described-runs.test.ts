import { expect, test, vi } from 'vitest'
import { z } from 'zod'
import { describeRun } from '../../../components/admin/jobs/describe-run'
import { JOBS } from '../../../lib/jobs/catalogue'
import { useSettings } from '../ai/settings'

type Json = Parameters<typeof describeRun>[0]

// A database and a Dodo in which there is nothing to do: the jobs answer all of their numbers, each 0.
vi.mock('@/lib/supabase/rpc', () => ({
  callRpc: async (_name: string, _args: object, result: z.ZodType) => result.parse(least(result)),
}))
vi.mock('@/lib/supabase/admin', () => ({
  adminClient: () => {
    const steps = ['from', 'select', 'eq', 'in', 'lt', 'gt', 'order', 'limit']
    const query: object = Object.fromEntries(steps.map((step) => [step, () => query]))
    return Object.assign(query, { data: [], error: null, storage: query })
  },
}))
vi.mock('@/lib/dodopayments/list', () => {
  const nothing = async function* () {}
  return { listPayments: nothing, listRefunds: nothing, listDisputes: nothing }
})

useSettings(() => ({ SMTP_URL: '', UNSUBSCRIBE_SECRET: 'u'.repeat(24), LOG_LEVEL: 'silent' }))

/** The smallest answer that a schema admits; a list that goes on is at its end. */
function least(schema: z.ZodType): unknown {
  if (schema instanceof z.ZodObject) {
    return Object.fromEntries(Object.entries(schema.shape).map(([key, field]) => [key, least(field)]))
  }
  return [null, [], 0, ''].find((value) => schema.safeParse(value).success)
}

/** The same answer once for each of its numbers: that one 7, the others gone. */
function oneByOne(answer: unknown): Json[] {
  if (typeof answer === 'number') return [7]
  return Object.entries(answer ?? {}).flatMap(([key, value]) =>
    oneByOne(value).map((one) => ({ [key]: one })),
  )
}

test.each(JOBS)('every number that $name answers has words of its own', async ({ run }) => {
  const answers = oneByOne(await run(new Date()))
  expect(answers.length).toBeGreaterThan(0)
  expect(answers.filter((answer) => describeRun(answer).endsWith(': 7'))).toEqual([])
})

test('a run is one sentence of what it did', () => {
  expect(describeRun({ settled: { accounts: 1, expiredCredits: 1200 }, alarms: 0, mails: { sent: 2 } })).toBe(
    'Settled 1 account, let 1,200 credits expire and sent 2 mails',
  )
  expect(describeRun({ returns: { checked: 3, applied: 1, failed: 0 }, subscriptionsEnded: 1 })).toBe(
    'Compared 3 refunds and disputes with Dodo, applied 1 missed refund or dispute and ended 1 unwanted subscription',
  )
  expect(describeRun({ settled: { accounts: 0 } })).toBe('Nothing to do')
})

test('a number without words is spelled out', () => {
  expect(describeRun({ byKind: { ofTomorrow: 7 } })).toBe('By kind of tomorrow: 7')
})
