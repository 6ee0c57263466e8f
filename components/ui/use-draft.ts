import { useState } from 'react'

/** What somebody is typing, which begins anew with every other `value` that the address has. */
export function useDraft(value: string): [draft: string, setDraft: (draft: string) => void] {
  const [state, setState] = useState({ value, draft: value })
  if (state.value !== value) setState({ value, draft: value })
  return [state.draft, (draft) => setState({ value, draft })]
}
