'use client'
// Travels with every page and is drawn once at most: what the compiler would add to remember it costs more than it saves.
'use no memo'

import { useEffect } from 'react'
import { STATUS_ACTION } from '@/components/brand/status-action'
import { StatusPage } from '@/components/brand/status-page'
import { SupportLink } from '@/components/brand/support-link'
import { readDigest } from './error-digest'

type ErrorPageProps = { error: unknown; retry: () => void }

export default function ErrorPage({ error, retry }: ErrorPageProps) {
  useEffect(() => console.error(error), [error])
  const digest = readDigest(error)
  return (
    <StatusPage
      code="Error"
      title="Something broke on our side"
      description={
        <>
          <p>
            Credits held by a run that did not finish go back to your balance. Try again in a moment.{' '}
            <SupportLink about={digest ? `Reference ${digest}` : undefined} />
          </p>
          {digest ? <p className="mt-3 text-sm">Reference {digest}</p> : null}
        </>
      }
    >
      <button type="button" onClick={retry} className={STATUS_ACTION.main}>
        Try again
      </button>
      <a href="/" className={STATUS_ACTION.other}>
        Back to home
      </a>
    </StatusPage>
  )
}
