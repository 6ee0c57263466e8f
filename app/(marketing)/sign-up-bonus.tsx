import { connection } from 'next/server'
import { type ReactNode, Suspense } from 'react'
import { describeSignUpBonus } from '@/lib/catalogue/price-list'

type SignUpBonusProps = {
  /** What to say of it: "50 free credits", "free credits" until the number has come, empty when there are none. */
  children: (bonus: string) => ReactNode
}

async function TodaysBonus({ children }: SignUpBonusProps) {
  // Today's bonus, not that of the build: an admin changes it while the app runs.
  await connection()
  return children(await describeSignUpBonus())
}

/** Words about the sign-up bonus in a page that is otherwise built ahead of time. */
export function SignUpBonus({ children }: SignUpBonusProps) {
  return (
    <Suspense fallback={children('free credits')}>
      <TodaysBonus>{children}</TodaysBonus>
    </Suspense>
  )
}

/** The first button of the landing page. */
export function StartLabel() {
  return <SignUpBonus>{(bonus) => (bonus ? `Start with ${bonus}` : 'Get started')}</SignUpBonus>
}

/** What the last section of a public page promises. */
export function ClosingOffer() {
  return (
    <SignUpBonus>
      {(bonus) => (bonus ? `You begin with ${bonus}, and no card is asked for.` : 'No card is asked for.')}
    </SignUpBonus>
  )
}
