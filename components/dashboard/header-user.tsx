'use client'

import { Coins } from 'lucide-react'
import { lazy, type ReactNode, Suspense, useRef, useState } from 'react'
import { Amount } from '@/components/ui/amount'
import { QuietLink } from '@/components/ui/quiet-link'
import { Skeleton } from '@/components/ui/skeleton'
import { type BalanceState, useCreditManager } from '@/lib/credit-manager'
import { AccountTrigger, type AccountUser } from './account-trigger'

const loadMenu = () => import('./account-menu')
const AccountMenu = lazy(loadMenu)

type HeaderUserProps = {
  user: AccountUser
  balance: BalanceState
  /** Between the balance and the menu. */
  children?: ReactNode
}

/** The live balance and the account menu, on every signed-in page. */
export function HeaderUser({ user, balance, children }: HeaderUserProps) {
  const signOutForm = useRef<HTMLFormElement>(null)
  const [isWanted, setIsWanted] = useState(false)
  const { available, held } = useCreditManager(user.id, balance)
  return (
    <>
      <QuietLink
        href="/buy-credits"
        data-testid="header-balance"
        className="inline-flex h-9 items-center gap-2 rounded-full border bg-card px-3.5 font-medium text-sm shadow-xs transition-colors hover:bg-accent"
      >
        <Coins aria-hidden className="size-4 text-brand" />
        <span aria-live="polite">
          <Amount value={available} unit />
          {held > 0 ? (
            <span className="ml-1.5 hidden text-muted-foreground sm:inline">
              <Amount value={held} /> on hold
            </span>
          ) : null}
        </span>
      </QuietLink>
      {children}
      {isWanted ? (
        <Suspense fallback={<AccountTrigger user={user} />}>
          <AccountMenu user={user} onSignOut={() => signOutForm.current?.requestSubmit()} />
        </Suspense>
      ) : (
        <AccountTrigger
          user={user}
          aria-haspopup="menu"
          aria-expanded={false}
          onClick={() => setIsWanted(true)}
          onPointerEnter={loadMenu}
          onFocus={loadMenu}
        />
      )}
      {/* A full page load, so that nothing the person typed stays in this tab for the next one. */}
      <form ref={signOutForm} method="post" action="/auth/sign-out" className="hidden" />
    </>
  )
}

export function HeaderUserSkeleton() {
  return (
    <>
      <Skeleton className="h-9 w-9 rounded-full md:w-[6.25rem]" />
      <Skeleton className="h-9 w-32 rounded-full" />
      <Skeleton className="size-9 rounded-full" />
      <Skeleton className="size-9 rounded-full" />
    </>
  )
}
