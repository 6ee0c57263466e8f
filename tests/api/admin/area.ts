import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { PROJECT_ROOT } from '../../../local/paths'

/** What is in the admin area, read from the files that make it: whatever is added there is in these lists. */

const PAGES = 'app/(protected)/admin'
const ROUTES = 'app/api'

const list = (folder: string, name: RegExp) =>
  readdirSync(join(PROJECT_ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((path) => name.test(path))
    .sort()
    .map((path) => ({ path, text: readFileSync(join(PROJECT_ROOT, folder, path), 'utf8') }))

export type AdminPage = {
  /** As in the address, `[id]` where something has to stand. */
  path: string
  /** Its title is in the frame that everybody gets; nothing else is. */
  title: string
}

export function listPages(): AdminPage[] {
  return list(PAGES, /(^|\/)page\.tsx$/).map(({ path, text }) => ({
    path: `/admin/${path}`.replace(/\/\([^/]+\)/g, '').replace(/\/page\.tsx$/, ''),
    title: /title: '([^']*)'/.exec(text)?.[1] ?? '',
  }))
}

/** Every operation for admins: all of app/api/admin, and those elsewhere that say so. */
export function listOperations(): { method: string; path: string }[] {
  return list(ROUTES, /(^|\/)route\.ts$/).flatMap(({ path, text }) =>
    text
      .split(/^(?=export const )/m)
      .map((part) => ({ part, method: /^export const (GET|POST|PUT|PATCH|DELETE)\b/.exec(part)?.[1] }))
      .filter(({ part }) => path.startsWith('admin/') || part.includes("auth: 'admin'"))
      .flatMap(({ method }) =>
        method ? [{ method, path: `/api/${path.replace(/\/route\.ts$/, '')}` }] : [],
      ),
  )
}

/** Files of the admin area that say `use server`: what they export can be called by anybody, past every page and route. */
export function listActionFiles(): string[] {
  return [PAGES, 'components/admin', 'lib/admin'].flatMap((folder) =>
    list(folder, /\.tsx?$/)
      .filter(({ text }) => /^\s*(['"])use server\1/m.test(text))
      .map(({ path }) => `${folder}/${path}`),
  )
}

/** The pieces of text that a page's HTML shows, long enough to be told from anything else. */
export function readTexts(html: string): Set<string> {
  const shown = html.replace(/<(script|style|title)\b[\s\S]*?<\/\1>/g, '').replace(/<!--[\s\S]*?-->/g, '')
  const pieces = shown.split(/<[^>]*>/).map((piece) => piece.trim())
  return new Set(pieces.filter((piece) => piece.length >= 4 && !piece.includes('&')))
}
