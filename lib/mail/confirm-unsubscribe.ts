'use server'

import { redirect } from 'next/navigation'
import { AppError } from '@/lib/errors'
import { unsubscribe } from './unsubscribe'

/** The button of the unsubscribe page; the page then says what came of it. */
export async function confirmUnsubscribe(form: FormData): Promise<void> {
  const token = form.get('token')
  await unsubscribe(token).catch((error: unknown) => {
    // The page has words for a link that does not work, and none for a server that doesn't.
    if (!(error instanceof AppError) || error.status >= 500) throw error
  })
  redirect(`/unsubscribe?token=${encodeURIComponent(String(token))}`)
}
