'use client'

import { lazy } from 'react'

/** Fetched with the first transaction that is opened: most who read the list open none. */
export const TransactionSheet = lazy(() => import('./transaction-panel'))
