import type { Metadata } from 'next'
import { LegalPage } from '@/components/marketing/legal-page'
import { PRODUCT_NAME } from '@/lib/brand'

/** The same for everyone: the build fails if it starts to need a request. */
export const ensureStatic = 'navigation'

export const metadata: Metadata = {
  title: 'Privacy',
  description: `Placeholder for the privacy policy of ${PRODUCT_NAME}.`,
  alternates: { canonical: '/privacy' },
}

export default function PrivacyPage() {
  return (
    <LegalPage title="Privacy policy">
      <section>
        <h2>What belongs here: data and purpose</h2>
        <p>
          Out of the box the app stores an email address, a name, the credit ledger, payments by their id, and
          a log of metered calls. Card numbers stay with the payment provider.
        </p>
      </section>
      <section>
        <h2>What belongs here: who sees it</h2>
        <p>The hosting, database, payment, mail and model providers this copy of the app is set up with.</p>
      </section>
      <section>
        <h2>What belongs here: rights</h2>
        <p>
          How people get a copy of their data, have it corrected or deleted, and whom they write to. Out of
          the box they do all three themselves, under Settings: the page there says to the letter what is
          deleted and what stays.
        </p>
      </section>
    </LegalPage>
  )
}
