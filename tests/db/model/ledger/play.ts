import {
  type CaptureRequest,
  captureHold,
  type HoldAnswer,
  type HoldRequest,
  holdCredits,
  releaseHold,
} from './holds'
import {
  clawBackCredits,
  type DeductRequest,
  deductCredits,
  type GrantRequest,
  grantCredits,
  type Movement,
  refundTransaction,
  transferCredits,
} from './movements'
import { type Balance, creditBalance, creditSummary, type Summary, type Sweep, sweep } from './reads'
import type { Amount } from './rules'
import type { Ledger } from './state'

type Keyed = { account: number; amount: Amount; key: string | null }

/** One call of a ledger function. Accounts, grants, holds and transactions are named by the model's numbers. */
export type Call =
  | ({ do: 'grant' } & GrantRequest)
  | ({ do: 'deduct' } & DeductRequest)
  | { do: 'batch'; items: DeductRequest[] }
  | ({ do: 'hold' } & HoldRequest)
  | ({ do: 'capture' } & CaptureRequest)
  | { do: 'release'; hold: number }
  | ({ do: 'refund'; transaction: number } & Keyed)
  | ({ do: 'clawBack'; grant: number } & Keyed)
  | ({ do: 'transfer'; to: number } & Keyed)
  | { do: 'expire' | 'releaseExpired' }
  | { do: 'balance' | 'summary'; account: number }

type Answer = Movement[] | HoldAnswer | Sweep | Balance | Summary

/** Plays a call on the model, which changes. Throws LedgerError; half of the call may be done by then. */
export function play(ledger: Ledger, call: Call): Answer {
  switch (call.do) {
    case 'grant':
      return [grantCredits(ledger, call)]
    case 'deduct':
      return [deductCredits(ledger, call)]
    case 'batch':
      return call.items.map((item) => deductCredits(ledger, item))
    case 'hold':
      return holdCredits(ledger, call)
    case 'capture':
      return [captureHold(ledger, call)]
    case 'release':
      return releaseHold(ledger, call)
    case 'refund':
      return [refundTransaction(ledger, call)]
    case 'clawBack':
      return [clawBackCredits(ledger, call)]
    case 'transfer':
      return [transferCredits(ledger, call)]
    case 'expire':
    case 'releaseExpired':
      return sweep(ledger)
    case 'balance':
      return creditBalance(ledger, call.account)
    case 'summary':
      return creditSummary(ledger, call.account)
  }
}
