'use client'

import { lazy } from 'react'
import type { TransactionPanelProps } from './transaction-panel'

// Fetched with the first transaction that is opened: most who read the list open none.
const TransactionPanel = lazy(() => import('./transaction-panel'))

/** A transaction beside the list: opens with the page that names it, and takes it out of the address when closed. */
export function TransactionSheet(props: TransactionPanelProps) {
  return <TransactionPanel {...props} />
}
