'use server'

import { redirect } from 'next/navigation'
import { endSession } from '../end-session'

/** Sign out of this browser and go to the front page. */
export async function signOut(): Promise<void> {
  await endSession()
  redirect('/')
}
