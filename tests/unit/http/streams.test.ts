import { describe, expect, it, vi } from 'vitest'
import type { Run } from '@/lib/http/paid'
import { streamResponse } from '@/lib/http/stream'
import { workSignal } from '@/lib/http/work'

describe('scratch', () => {
  it('cancelled between pieces', async () => {
    const run = { requestId: 'r', headers: {}, signal: new AbortController().signal, usage: { tokensIn: 0, tokensOut: 0, startedAt: 0 }, settle: vi.fn(async () => ({ creditsUsed: 1, newBalance: 1, balanceVersion: 1, tokensUsed: 1, totalTokensUsed: 1 })), abandon: vi.fn(async () => undefined), done: vi.fn() } as unknown as Run
    async function* pieces() { yield 'a'; yield 'b'; return {} }
    const reader = streamResponse(pieces(), run).body?.getReader()
    await reader?.read()
    await reader?.cancel()
    expect((run.settle as any).mock.calls.length + (run.abandon as any).mock.calls.length).toBe(1)
  })
  it('never read, aborted', async () => {
    const c = new AbortController()
    const run = { requestId: 'r', headers: {}, signal: c.signal, usage: { tokensIn: 0, tokensOut: 0, startedAt: 0 }, settle: vi.fn(async () => ({ creditsUsed: 1, newBalance: 1, balanceVersion: 1, tokensUsed: 1, totalTokensUsed: 1 })), abandon: vi.fn(async () => undefined), done: vi.fn() } as unknown as Run
    async function* pieces() { yield 'a'; yield 'b'; return {} }
    streamResponse(pieces(), run)
    c.abort()
    await vi.waitFor(() => expect((run.abandon as any).mock.calls.length).toBe(1), 500)
  })
})
