'use client'

import { Coins, CreditCard, LogOut, Settings, ShieldCheck } from 'lucide-react'
import Link from 'next/link'
import { type ReactNode, useRef } from 'react'
import { ThemeMenu } from '@/components/theme/theme-menu'
import { Amount } from '@/components/ui/amount'
import { Avatar } from '@/components/ui/avatar'
import { Button } from '@/components/ui/button'
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuLabel,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from '@/components/ui/dropdown-menu'
import { Skeleton } from '@/components/ui/skeleton'
import { type BalanceState, useCreditManager } from '@/lib/credit-manager'

type HeaderUserProps = {
  user: { id: string; email: string; name: string | null; role: 'user' | 'admin' }
  balance: BalanceState
  /** Between the balance and the menu. */
  children?: ReactNode
}

/** The live balance and the account menu, on every signed-in page. */
export function HeaderUser({ user, balance, children }: HeaderUserProps) {
  const signOutForm = useRef<HTMLFormElement>(null)
  const { available, held } = useCreditManager(user.id, balance)
  return (
    <>
      <Link
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
      </Link>
      {children}
      <DropdownMenu>
        <DropdownMenuTrigger asChild>
          <Button variant="ghost" size="icon" className="rounded-full" aria-label="Account">
            <Avatar name={user.name ?? user.email} />
          </Button>
        </DropdownMenuTrigger>
        <DropdownMenuContent>
          <DropdownMenuLabel>
            {user.name ? <span className="block text-foreground text-sm">{user.name}</span> : null}
            <span className="block max-w-60 truncate">{user.email}</span>
          </DropdownMenuLabel>
          <DropdownMenuSeparator />
          <DropdownMenuItem asChild>
            <Link href="/buy-credits">
              <CreditCard aria-hidden />
              Buy credits
            </Link>
          </DropdownMenuItem>
          <DropdownMenuItem asChild>
            <Link href="/settings">
              <Settings aria-hidden />
              Settings
            </Link>
          </DropdownMenuItem>
          {user.role === 'admin' ? (
            <DropdownMenuItem asChild>
              <Link href="/admin">
                <ShieldCheck aria-hidden />
                Admin
              </Link>
            </DropdownMenuItem>
          ) : null}
          <DropdownMenuSeparator />
          <ThemeMenu />
          <DropdownMenuSeparator />
          <DropdownMenuItem onSelect={() => signOutForm.current?.requestSubmit()}>
            <LogOut aria-hidden />
            Sign out
          </DropdownMenuItem>
        </DropdownMenuContent>
      </DropdownMenu>
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
