import type { Metadata, Route } from 'next'
import { redirect } from 'next/navigation'
import { DemoPeople } from '@/components/auth/demo-people'
import { ProviderButtons } from '@/components/auth/provider-buttons'
import { SignInPanel } from '@/components/auth/sign-in-panel'
import { signIn } from '@/lib/auth/actions/sign-in'
import { signInWithProvider } from '@/lib/auth/actions/sign-in-with-provider'
import { readAnswer } from '@/lib/auth/form/native-answer'
import { safeNextPath } from '@/lib/auth/next-path'
import { getUser } from '@/lib/auth/session'
import { demoPeople, enabledProviders } from '@/lib/auth/sign-in-options'

export const instant = false
export const metadata: Metadata = { title: 'Sign in' }

const PROBLEMS: Record<string, string> = {
  provider: 'Signing in that way did not work. Try again, or use your email address.',
  declined: 'You stopped before you were signed in. Try again, or use your email address.',
}

export default async function SignInPage({ searchParams }: PageProps<'/sign-in'>) {
  const query = await searchParams
  const next = safeNextPath(query.next)
  if (await getUser()) redirect(next as Route)
  return (
    <SignInPanel
      next={next}
      action={signIn}
      answer={await readAnswer('/sign-in', query)}
      problem={typeof query.problem === 'string' ? PROBLEMS[query.problem] : undefined}
      providers={<ProviderButtons providers={enabledProviders()} next={next} action={signInWithProvider} />}
    >
      <DemoPeople people={demoPeople()} next={next} action={signIn} />
    </SignInPanel>
  )
}
