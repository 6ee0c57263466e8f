import type { Alerts } from './alert'

// Apart from the schemas, whose library browsers need not load for these.

/** An AlertKey. */
export const lowKey = ({ level, since }: NonNullable<Alerts['low']>) => `low-${since ?? 0}-${level}`

/** An AlertKey. */
export const expiringKey = ({ expires_at, days, newest }: NonNullable<Alerts['expiring']>) =>
  `expiring-${expires_at.slice(0, 10)}-${days}-${newest}`
