import type { Route } from 'next'
import { redirect } from 'next/navigation'
import type { NextRequest } from 'next/server'
import { finishProviderSignIn } from '@/lib/auth/provider-callback'

/** GET /auth/callback: where Google and GitHub send people back to. */
export async function GET(request: NextRequest): Promise<never> {
  redirect((await finishProviderSignIn(request.nextUrl.searchParams)) as Route)
}
