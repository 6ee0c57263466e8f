import type { Metadata } from 'next'
import { LegalPage } from '@/components/marketing/legal-page'
import { PRODUCT_NAME } from '@/lib/brand'

/** The same for everyone: the build fails if it starts to need a request. */
export const ensureStatic = 'navigation'

export const metadata: Metadata = {
  title: 'Terms',
  description: `Placeholder for the terms of service of ${PRODUCT_NAME}.`,
  alternates: { canonical: '/terms' },
}

export default function TermsPage() {
  return (
    <LegalPage title="Terms of service">
      <section>
        <h2>What belongs here: credits</h2>
        <p>What a credit buys, which credits expire and when, whether they can be transferred or paid out.</p>
      </section>
      <section>
        <h2>What belongs here: payments and refunds</h2>
        <p>
          Who the seller is, which taxes apply, how a refund is asked for and what it does to the balance.
        </p>
      </section>
      <section>
        <h2>What belongs here: acceptable use</h2>
        <p>What accounts may not do, and what happens to their credits when they are closed.</p>
      </section>
    </LegalPage>
  )
}
