import type { Operation } from './operation-row'

/** What the routes are about, by the first part of their path after `/api/`, in the order a newcomer asks. */
const SUBJECTS = [
  ['Credits', ['credits', 'user']],
  ['Tools', ['tools', 'pictures', 'review', 'example-protected']],
  ['Projects', ['projects']],
  ['Models', ['models']],
  ['Payments', ['dodopayments', 'purchases', 'top-up']],
  ['Plans', ['subscriptions']],
  ['Notifications', ['notifications']],
  ['Account', ['account', 'leads']],
  ['Admin', ['admin']],
] as const
const REST = 'Service'

export type Subject = { id: string; title: string; operations: Operation[] }

function subjectOf({ path, access }: Operation): string {
  // Some admin operations share the path of a public one.
  if (access === 'Admins') return 'Admin'
  const part = path.split('/')[2] ?? ''
  return SUBJECTS.find(([, parts]) => (parts as readonly string[]).includes(part))?.[0] ?? REST
}

/** The operations under their subjects, each in its order; a subject without any is left out. */
export function groupBySubject(operations: readonly Operation[]): Subject[] {
  return [...SUBJECTS.map(([title]) => title), REST].flatMap((title) => {
    const found = operations.filter((operation) => subjectOf(operation) === title)
    return found.length > 0 ? [{ id: title.toLowerCase(), title, operations: found }] : []
  })
}
