import type { Route } from 'next'
import { listPath } from '../list/list-path'

const toCatalogue = () => '/admin/catalogue' as Route

/** Where there is a page on it, by the kind of thing. */
const PATHS = new Map<string, (id: string) => Route>([
  ['webhook', (id) => `/admin/webhooks/${encodeURIComponent(id)}` as Route],
  ['mail', (id) => `/admin/mails/${id}` as Route],
  ['purchase', (id) => listPath('/admin/purchases', { q: id })],
  ['job', (id) => listPath('/admin/crons', { job: id })],
  ['package', toCatalogue],
  ['plan', toCatalogue],
  ['bonus', toCatalogue],
  ['top-up', toCatalogue],
  ['feature', toCatalogue],
])

/** The page on what an admin acted on, `mail:12` or `plan:pro`; undefined where there is none. */
export function subjectPath(subject: string): Route | undefined {
  const [kind = ''] = subject.split(':', 1)
  return PATHS.get(kind)?.(subject.slice(kind.length + 1))
}
