import { type ClassValue, clsx } from 'clsx'
import { extendTailwindMerge } from 'tailwind-merge'

// The type scale of globals.css: without it tailwind-merge takes `text-display` for a colour.
const merge = extendTailwindMerge({
  extend: {
    theme: { text: ['display', 'headline', 'title', 'heading'], container: ['page', 'reading', 'form'] },
  },
})

/** Joins class names and lets the later of two conflicting Tailwind classes win. */
export function cn(...inputs: ClassValue[]): string {
  return merge(clsx(inputs))
}
