import type { Metadata } from 'next'
import { Closing } from '@/components/marketing/landing/closing'
import { CodeSample } from '@/components/marketing/landing/code-sample'
import { Hero } from '@/components/marketing/landing/hero'
import { Packages } from '@/components/marketing/landing/packages'
import { Properties } from '@/components/marketing/landing/properties'
import { Questions } from '@/components/marketing/landing/questions'
import { Steps } from '@/components/marketing/landing/steps'

/** The same for everyone: the build fails if it starts to need a request. */
export const ensureStatic = 'navigation'

export const metadata: Metadata = { alternates: { canonical: '/' } }

export default function LandingPage() {
  return (
    <>
      <Hero />
      <Steps />
      <CodeSample />
      <Properties />
      <Packages />
      <Questions />
      <Closing />
    </>
  )
}
