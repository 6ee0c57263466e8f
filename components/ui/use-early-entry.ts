import { type RefObject, useEffectEvent, useLayoutEffect, useRef } from 'react'

type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement

/**
 * Ref of a control that shows `value`. `onEntry` hears of what somebody entered before the page was awake: React leaves that in the
 * control without knowing of it, and would not take the same entry for a change.
 */
export function useEarlyEntry<Entered extends Control>(
  value: string,
  onEntry: (control: Entered) => void,
): RefObject<Entered | null> {
  const ref = useRef<Entered>(null)
  const look = useEffectEvent(() => {
    const { current: control } = ref
    if (!control || control.value === value) return
    // A choice that does not offer the value shows another by itself.
    if ('options' in control && !Array.from(control.options).some((option) => option.value === value)) return
    onEntry(control)
  })
  useLayoutEffect(() => look(), [])
  return ref
}
