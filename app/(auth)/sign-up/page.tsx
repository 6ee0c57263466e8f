import type { Metadata, Route } from 'next'
import { redirect } from 'next/navigation'
import { ProviderButtons } from '@/components/auth/provider-buttons'
import { SignUpPanel } from '@/components/auth/sign-up-panel'
import { signInWithProvider } from '@/lib/auth/actions/sign-in-with-provider'
import { signUp } from '@/lib/auth/actions/sign-up'
import { readAnswer } from '@/lib/auth/form/native-answer'
import { safeNextPath } from '@/lib/auth/next-path'
import { getUser } from '@/lib/auth/session'
import { enabledProviders } from '@/lib/auth/sign-in-options'
import { describeSignUpBonus } from '@/lib/catalogue/price-list'

export const instant = false
export const metadata: Metadata = { title: 'Create your account' }

export default async function SignUpPage({ searchParams }: PageProps<'/sign-up'>) {
  const query = await searchParams
  const next = safeNextPath(query.next)
  if (await getUser()) redirect(next as Route)
  return (
    <SignUpPanel
      next={next}
      action={signUp}
      answer={await readAnswer('/sign-up', query)}
      bonus={await describeSignUpBonus()}
      providers={<ProviderButtons providers={enabledProviders()} next={next} action={signInWithProvider} />}
    />
  )
}
