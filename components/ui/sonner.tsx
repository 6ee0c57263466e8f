'use client'

import { CircleAlert, CircleCheck, Info, TriangleAlert } from 'lucide-react'
import type { CSSProperties } from 'react'
import { Toaster as Sonner } from 'sonner'
import { Spinner } from './spinner'

const style = {
  '--normal-bg': 'var(--popover)',
  '--normal-text': 'var(--popover-foreground)',
  '--normal-border': 'var(--border)',
  '--border-radius': 'var(--radius)',
} as CSSProperties

/**
 * Where toasts appear; `toast` from `sonner` puts messages on it. One per document, in the layouts whose pages
 * use toasts: the public pages do without its weight.
 */
export function Toaster() {
  return (
    <Sonner
      theme="light"
      // Found out by laying out the page otherwise.
      dir="ltr"
      position="bottom-right"
      gap={10}
      style={style}
      icons={{
        success: <CircleCheck className="size-4 text-success" />,
        info: <Info className="size-4 text-brand" />,
        warning: <TriangleAlert className="size-4 text-warning" />,
        error: <CircleAlert className="size-4 text-destructive" />,
        loading: <Spinner className="text-muted-foreground" />,
      }}
      toastOptions={{
        classNames: {
          toast: 'font-sans! shadow-lg!',
          description: 'text-muted-foreground!',
          actionButton: 'bg-primary! text-primary-foreground!',
          cancelButton: 'bg-secondary! text-secondary-foreground!',
        },
      }}
    />
  )
}
