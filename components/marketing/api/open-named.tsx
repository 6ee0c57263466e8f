'use client'

import { useEffect } from 'react'

function openNamed() {
  const named = document.getElementById(location.hash.slice(1))
  if (named instanceof HTMLDetailsElement) named.open = true
}

/** Opens what the address's fragment names; browsers scroll to it and leave it closed. */
export function OpenNamed() {
  useEffect(() => {
    openNamed()
    window.addEventListener('hashchange', openNamed)
    return () => window.removeEventListener('hashchange', openNamed)
  }, [])
  return null
}
