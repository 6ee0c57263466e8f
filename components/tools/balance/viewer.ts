import type { BalanceState } from '@/lib/credit-manager'

/** Whoever looks at a tool, as the server knows them. */
export type Viewer =
  | { kind: 'user'; userId: string; isAdmin: boolean; balance: BalanceState }
  | {
      kind: 'visitor'
      /** null: not begun */
      trial: BalanceState | null
      /** Credits a trial comes with; null when there are no trials. */
      trialCredits: number | null
      /** Credits for signing up. */
      signupCredits: number
    }
