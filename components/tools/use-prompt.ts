import { useCallback, useState } from 'react'

/**
 * What is written into a text box: `[prompt, setPrompt, ref of the box]`. Also what somebody wrote before the page was alive, which React
 * leaves in the box without knowing of it, and would take away with its next change.
 */
export function usePrompt() {
  const [prompt, setPrompt] = useState('')
  const ref = useCallback((box: HTMLTextAreaElement | null) => {
    if (box?.value) setPrompt(box.value)
  }, [])
  return [prompt, setPrompt, ref] as const
}
