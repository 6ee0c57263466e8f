import 'server-only'
import { HeaderUser } from '@/components/dashboard/header-user'
import { ClaimTrial } from '@/components/tools/balance/claim-trial'
import { readLeadId } from '@/lib/auth/lead-cookie'
import type { SessionUser } from '@/lib/auth/session'
import { loadBalance } from './viewer'

/** The header's corner of somebody signed in. Takes over the trial that this browser had before. */
export async function AccountCorner({ user: { id, email, name, role } }: { user: SessionUser }) {
  const [balance, leadId] = await Promise.all([loadBalance(id), readLeadId()])
  return (
    <>
      <HeaderUser user={{ id, email, name, role }} balance={balance} />
      {leadId ? <ClaimTrial userId={id} balance={balance} /> : null}
    </>
  )
}
