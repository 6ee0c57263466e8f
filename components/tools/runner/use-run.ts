'use client'

import { useRef, useState } from 'react'
import type { BalanceAccess } from '../balance/use-balance'
import { explainProblem, type Problem } from './problem'

/** What every paid route adds to its result. */
export type Charged = {
  creditsUsed: number
  newBalance: number
  balanceVersion: number
  creditInfo: { tokensUsed: number }
}

/** What one attempt is sent with. `onText` is for routes that stream. */
export type Attempt = {
  signal: AbortSignal
  idempotencyKey: string
  expectedCredits: number
  onText(piece: string): void
}
/** Makes the call of a tool. Throws ApiError. */
export type Call<T> = (attempt: Attempt) => Promise<T & Charged>

/** What a run came to. `text` is what was streamed, `ms` how long it took. */
export type Answer<T> = { result: T & Charged; text: string; ms: number }

type Run<T> = {
  phase: 'idle' | 'running' | 'done' | 'stopped' | 'failed'
  /** What was streamed so far, or until the run was given up. */
  text: string
  startedAt: number
  problem: Problem | null
  /** Until when another try makes no sense, in milliseconds since 1970; 0 when there is no such time. */
  waitUntil: number
  /** The last one that there was: a later run that fails leaves it where it is. */
  answer: Answer<T> | null
}

type Request<T> = {
  call: Call<T>
  /** What is asked for, in one string: two attempts of the same are one run. */
  inputKey: string
  /** Credits for one unit, as shown. */
  price: number
  isVisitor: boolean
  signupCredits: number
}

/**
 * Runs a tool, one run at a time. Attempts of the same input share an Idempotency-Key until one succeeds, so that
 * trying again after a lost connection can't be charged twice; the next run has another key.
 */
export function useRun<T>(balance: BalanceAccess) {
  const [run, setRun] = useState<Run<T>>({
    phase: 'idle',
    text: '',
    startedAt: 0,
    problem: null,
    waitUntil: 0,
    answer: null,
  })
  const current = useRef<AbortController | null>(null)
  const kept = useRef<{ inputKey: string; key: string } | null>(null)

  /** Resolves the problem that the run ended with, if there was one. */
  async function start(request: Request<T>): Promise<Problem | null> {
    // Not the state: a second click comes before the next render.
    if (current.current) return null
    const { call, inputKey, price, isVisitor, signupCredits } = request
    const controller = new AbortController()
    current.current = controller
    const { signal } = controller
    if (kept.current?.inputKey !== inputKey) kept.current = { inputKey, key: crypto.randomUUID() }
    const idempotencyKey = kept.current.key
    const startedAt = Date.now()
    let during: 'trial' | 'run' = 'trial'
    let text = ''
    let problem: Problem | null = null
    const onText = (piece: string) => {
      text += piece
      setRun((before) => ({ ...before, text }))
    }
    setRun((before) => ({ ...before, phase: 'running', text, startedAt, problem: null, waitUntil: 0 }))
    try {
      await balance.ensure(signal)
      during = 'run'
      const result = await call({ signal, idempotencyKey, expectedCredits: price, onText })
      kept.current = null
      balance.report({ available: result.newBalance, version: result.balanceVersion })
      const answer = { result, text, ms: Date.now() - startedAt }
      setRun({ phase: 'done', text, startedAt, problem: null, waitUntil: 0, answer })
    } catch (error) {
      if (signal.aborted) {
        // What was written is charged: asking for the same again is another run.
        if (text) kept.current = null
        setRun((before) => ({ ...before, phase: 'stopped', text }))
      } else {
        problem = explainProblem(error, { isVisitor, price, signupCredits, during })
        if (problem.code === 'idempotency_conflict') kept.current = null
        if (problem.code === 'unauthorized') balance.forget()
        const waitUntil = problem.waitSeconds ? Date.now() + problem.waitSeconds * 1000 : 0
        setRun((before) => ({ ...before, phase: 'failed', text, problem, waitUntil }))
      }
      void balance.settle()
    }
    current.current = null
    return problem
  }

  return { run, start, stop: () => current.current?.abort() }
}
