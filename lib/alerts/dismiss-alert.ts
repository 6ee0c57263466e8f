'use server'

import { authenticate } from '@/lib/auth/session'
import { AlertKey } from './alert'
import { rememberDismissed } from './dismissed-alerts'

/** Says no more about one reason for a banner, in this browser. Takes the form's `key`; another one is ignored. */
export async function dismissAlert(form: FormData): Promise<void> {
  await authenticate()
  const key = AlertKey.safeParse(form.get('key'))
  if (key.success) await rememberDismissed(key.data)
}
