import 'server-only'
import { HeaderUser } from '@/components/dashboard/header-user'
import { Bell } from '@/components/notifications/bell'
import { PaletteButton } from '@/components/palette/palette-button'
import { ClaimTrial } from '@/components/tools/balance/claim-trial'
import { readLeadId } from '@/lib/auth/lead-cookie'
import type { SessionUser } from '@/lib/auth/session'
import { countUnread } from '@/lib/notifications/notifications'
import { loadBalance } from './viewer'

/** The header's corner of somebody signed in. Takes over the trial that this browser had before. */
export async function AccountCorner({ user: { id, email, name, role } }: { user: SessionUser }) {
  const [balance, leadId, unread] = await Promise.all([loadBalance(id), readLeadId(), countUnread(id)])
  return (
    <>
      <PaletteButton isAdmin={role === 'admin'} />
      <HeaderUser user={{ id, email, name, role }} balance={balance}>
        <Bell userId={id} unread={unread} />
      </HeaderUser>
      {leadId ? <ClaimTrial userId={id} balance={balance} /> : null}
    </>
  )
}
