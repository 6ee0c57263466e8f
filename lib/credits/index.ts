import 'server-only'
import { z } from 'zod'
import { callRpc } from '@/lib/supabase/rpc'
import { Balance, Hold, Movement, Summary, Violation } from './movement'
import type {
  CaptureOptions,
  GrantOptions,
  HoldOptions,
  RefundOptions,
  SpendOptions,
  TransactionFilter,
  TransferOptions,
} from './options'
import { Transaction } from './transaction'
import { transactionArgs } from './transaction-args'

/**
 * The ledger from TypeScript: one method, one SQL function. `ownerId` is the id of a user, pool or lead. Amounts are
 * whole credits. Everything throws AppError; whoever calls must have checked who is asking.
 */
export const CreditService = {
  /** Credits available, held and owed as of now. `credit_balance`; account_not_found. */
  getUserCredits(ownerId: string): Promise<Balance> {
    return callRpc('credit_balance', { p_owner_id: ownerId }, Balance)
  },

  /** Whether `amount` could be spent now. For showing prices only: to spend, just deduct or hold. `credit_balance`. */
  async hasCredits(ownerId: string, amount: number): Promise<boolean> {
    const { available } = await CreditService.getUserCredits(ownerId)
    return available >= amount
  },

  /** Open the account of a user who signed up before Creditkit was installed, with the sign-up bonus. `grant_signup_bonus`. */
  async initializeUserCredits(ownerId: string, email: string): Promise<Balance> {
    await callRpc('open_credit_account', { p_owner_id: ownerId }, z.int())
    await callRpc('grant_signup_bonus', { p_user_id: ownerId, p_email: email }, z.unknown())
    return CreditService.getUserCredits(ownerId)
  },

  /** Add one grant. `grant_credits`; invalid_amount, invalid_expiry, idempotency_conflict, duplicate_reference. */
  addCredits(ownerId: string, amount: number, options: GrantOptions): Promise<Movement> {
    return callRpc(
      'grant_credits',
      {
        p_owner_id: ownerId,
        p_amount: amount,
        p_source: options.source,
        p_idempotency_key: options.idempotencyKey,
        p_expires_at: options.expiresAt?.toISOString(),
        p_cost_cents: options.costCents,
        p_transferable: options.transferable,
        p_reference: options.reference,
        p_description: options.description,
        p_actor_id: options.actorId,
      },
      Movement,
    )
  },

  /** Spend at once, in burn order. `deduct_credits`; insufficient_credits, invalid_amount, idempotency_conflict. */
  deductCredits(ownerId: string, amount: number, options: SpendOptions): Promise<Movement> {
    return callRpc(
      'deduct_credits',
      {
        p_owner_id: ownerId,
        p_amount: amount,
        p_idempotency_key: options.idempotencyKey,
        p_feature: options.feature,
        p_model: options.model,
        p_description: options.description,
        p_reference: options.reference,
      },
      Movement,
    )
  },

  /**
   * Reserve credits while work runs, for `ttlSeconds` (600 when left out); past that they count as released.
   * `hold_credits`; insufficient_credits, invalid_amount, idempotency_conflict.
   */
  holdCredits(ownerId: string, amount: number, options: HoldOptions): Promise<Hold> {
    return callRpc(
      'hold_credits',
      {
        p_owner_id: ownerId,
        p_amount: amount,
        p_idempotency_key: options.idempotencyKey,
        p_feature: options.feature,
        p_model: options.model,
        p_ttl_seconds: options.ttlSeconds,
      },
      Hold,
    )
  },

  /**
   * Spend a hold: all of it, or `amount` (less gives the rest back, more takes the excess from what is available).
   * `capture_hold`; hold_closed when it ended meanwhile, insufficient_credits, hold_not_found.
   */
  captureHold(holdId: number, options: CaptureOptions): Promise<Movement> {
    return callRpc(
      'capture_hold',
      {
        p_hold_id: holdId,
        p_idempotency_key: options.idempotencyKey,
        p_amount: options.amount,
        p_description: options.description,
        p_reference: options.reference,
      },
      Movement,
    )
  },

  /** Several deductions of any accounts, all or none, in the order given. `deduct_credits_batch`; as deductCredits. */
  deductCreditsBatch(items: ({ ownerId: string; amount: number } & SpendOptions)[]): Promise<Movement[]> {
    const rows = items.map(({ ownerId, idempotencyKey, ...item }) => ({
      ...item,
      owner_id: ownerId,
      idempotency_key: idempotencyKey,
    }))
    return callRpc('deduct_credits_batch', { p_items: rows }, z.array(Movement))
  },

  /**
   * Give a deduction back to the very grants it came from: what is left of it, or `amount`. `refund_transaction`;
   * transaction_not_found, nothing_to_refund, invalid_amount, idempotency_conflict.
   */
  refundTransaction(ownerId: string, transactionId: number, options: RefundOptions): Promise<Movement> {
    return callRpc(
      'refund_transaction',
      {
        p_owner_id: ownerId,
        p_transaction_id: transactionId,
        p_idempotency_key: options.idempotencyKey,
        p_amount: options.amount,
        p_description: options.description,
        p_actor_id: options.actorId,
      },
      Movement,
    )
  },

  /** Move transferable credits; they keep their expiry. `transfer_credits`; insufficient_credits, same_account. */
  transferCredits(
    fromOwnerId: string,
    toOwnerId: string,
    amount: number,
    options: TransferOptions,
  ): Promise<Movement> {
    return callRpc(
      'transfer_credits',
      {
        p_from_owner_id: fromOwnerId,
        p_to_owner_id: toOwnerId,
        p_amount: amount,
        p_idempotency_key: options.idempotencyKey,
        p_description: options.description,
        p_actor_id: options.actorId,
      },
      Movement,
    )
  },

  /** Available, held and owed credits by source, with the next expiry. `credit_summary`; account_not_found. */
  getSummary(ownerId: string): Promise<Summary> {
    return callRpc('credit_summary', { p_owner_id: ownerId }, Summary)
  },

  /** One page of the ledger, newest first, older than `beforeId`; at most 500 rows, 50 when left out. `get_transactions`. */
  getTransactions(ownerId: string, filter: TransactionFilter = {}): Promise<Transaction[]> {
    return callRpc('get_transactions', transactionArgs(ownerId, filter), z.array(Transaction))
  },

  /** Give a hold back; again is harmless. `release_hold`; hold_closed when it was captured, hold_not_found. */
  releaseHold(holdId: number): Promise<Hold> {
    return callRpc('release_hold', { p_hold_id: holdId }, Hold)
  },

  /** One row per broken invariant, none when all is well. Reads the whole ledger: for admins and jobs. `check_ledger`. */
  checkLedger(): Promise<Violation[]> {
    return callRpc('check_ledger', {}, z.array(Violation))
  },
}
