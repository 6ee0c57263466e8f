import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { PROJECT_ROOT } from '../../../local/paths'

/** A page as the folders have it: its route with `[param]`s, and the group it is in: `(protected)`, `(auth)` ... */
export type PageRoute = { route: string; group: string; isAdmin: boolean }

/** Every page of the app, from the folders, so that a new one is not forgotten. */
export function listPages(): PageRoute[] {
  return readdirSync(join(PROJECT_ROOT, 'app'), { recursive: true, encoding: 'utf8' })
    .filter((path) => /(^|\/)page\.tsx$/.test(path))
    .map((path) => {
      const parts = path.split('/').slice(0, -1)
      const route = `/${parts.filter((part) => !part.startsWith('(')).join('/')}`
      return { route, group: parts[0] ?? '', isAdmin: /^\/admin(\/|$)/.test(route) }
    })
    .toSorted((a, b) => a.route.localeCompare(b.route))
}

/** The values of parameters, by their route. */
export type Samples = Record<string, Record<string, string>>

/** The address of a page with its parameters filled in. Throws for a page whose parameters nobody has given values for. */
export function addressOf({ route }: PageRoute, samples: Samples): string {
  return route.replaceAll(/\[+(?:\.\.\.)?(\w+)\]+/g, (_whole, name: string) => {
    const value = samples[route]?.[name]
    if (value === undefined) throw new Error(`Give ${route} a value for [${name}].`)
    return value
  })
}
