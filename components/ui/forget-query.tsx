'use client'

import { useEffect } from 'react'

/** Takes the query off the address once what it said was shown, so that a reload does not say it again. */
export function ForgetQuery() {
  useEffect(() => {
    window.history.replaceState(null, '', window.location.pathname)
  }, [])
  return null
}
