import type { ComponentProps } from 'react'
import { Avatar } from '@/components/ui/avatar'
import { Button } from '@/components/ui/button'

export type AccountUser = { id: string; email: string; name: string | null; role: 'user' | 'admin' }

/** The button that the account menu hangs on. */
export function AccountTrigger({ user, ...props }: ComponentProps<typeof Button> & { user: AccountUser }) {
  return (
    <Button variant="ghost" size="icon" className="rounded-full" aria-label="Account" {...props}>
      <Avatar name={user.name ?? user.email} />
    </Button>
  )
}
