const BASE =
  'inline-flex h-9 items-center justify-center rounded-lg px-4 font-medium text-sm shadow-xs transition-colors'

/** The two buttons of a status page. Plain strings: `components/ui/button` would weigh on every route. */
export const STATUS_ACTION = {
  main: `${BASE} bg-primary text-primary-foreground hover:bg-primary/88`,
  other: `${BASE} border bg-card text-foreground hover:bg-accent`,
} as const
