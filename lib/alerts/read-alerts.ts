import 'server-only'
import { callRpc } from '@/lib/supabase/rpc'
import { Alerts } from './alert'
import { expiringKey, lowKey } from './alert-keys'
import { readDismissed } from './dismissed-alerts'

/** What is worth a banner to this person and was not dismissed in this browser. `account_alerts`. */
export async function readAlerts(userId: string): Promise<Alerts> {
  const [{ low, expiring }, dismissed] = await Promise.all([
    callRpc('account_alerts', { p_owner_id: userId }, Alerts),
    readDismissed(),
  ])
  return {
    low: low && !dismissed.includes(lowKey(low)) ? low : null,
    expiring: expiring && !dismissed.includes(expiringKey(expiring)) ? expiring : null,
  }
}
