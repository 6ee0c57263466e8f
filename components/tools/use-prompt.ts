import { useState } from 'react'
import { useEarlyEntry } from '@/components/ui/use-early-entry'

/** What is written into a text box: `[prompt, setPrompt, ref of the box]`. */
export function usePrompt() {
  const [prompt, setPrompt] = useState('')
  const box = useEarlyEntry<HTMLTextAreaElement>(prompt, ({ value }) => setPrompt(value))
  return [prompt, setPrompt, box] as const
}
