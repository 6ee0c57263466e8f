import { FactValue, nameFact } from './fact-value'

type Facts = Record<string, unknown> | null

/** `{ a: { b: 1 } }` is `a.b` with 1: lists and what is no object stay whole. */
function flatten(facts: Facts, prefix = ''): Map<string, unknown> {
  const flat = new Map<string, unknown>()
  for (const [key, value] of Object.entries(facts ?? {})) {
    if (value !== null && typeof value === 'object' && !Array.isArray(value)) {
      for (const [path, inner] of flatten(value as Facts, `${prefix}${key}.`)) flat.set(path, inner)
    } else flat.set(prefix + key, value)
  }
  return flat
}

/** Whether `path` is nothing on one side and has parts on the other: these say it already. */
const isSaidByParts = (path: string, one: Map<string, unknown>, other: Map<string, unknown>) =>
  one.get(path) === null && [...other.keys()].some((key) => key.startsWith(`${path}.`))

/** Whether `flat` says what is at `path`: itself, or by having nothing where the path leads through. */
const isKnown = (path: string, flat: Map<string, unknown>) =>
  path.split('.').some((_, depth, parts) => {
    const stem = parts.slice(0, depth + 1).join('.')
    return stem === path ? flat.has(path) : flat.get(stem) === null
  })

/** What tells retries of one request apart, which says nothing to a reader. */
const RETRY_KEY = 'key'

/**
 * What was so before and is so after, line by line; what stayed the same is left out. What is only known of before, like the state in which
 * a mail was tried again, did not go away: nothing was noted of it after.
 */
export function FactsDiff({ before, after }: { before: Facts; after: Facts }) {
  const [old, now] = [flatten(before), flatten(after)]
  const paths = [...new Set([...old.keys(), ...now.keys()])].filter(
    (path) =>
      path !== RETRY_KEY &&
      (isKnown(path, now) || old.get(path) !== null) &&
      JSON.stringify(old.get(path)) !== JSON.stringify(now.get(path)) &&
      !isSaidByParts(path, old, now) &&
      !isSaidByParts(path, now, old),
  )
  if (paths.length === 0) return null
  const [oldCurrency, newCurrency] = [old.get('currency'), now.get('currency')]
  return (
    <dl className="tabular grid grid-cols-[minmax(0,2fr)_minmax(0,3fr)] content-start gap-x-4 gap-y-1 text-xs sm:grid-cols-[minmax(6rem,max-content)_minmax(0,1fr)] lg:pt-1">
      {paths.map((path) => (
        <div key={path} className="contents">
          <dt className="text-muted-foreground">{nameFact(path, newCurrency ?? oldCurrency)}</dt>
          <dd className="wrap-anywhere">
            {isKnown(path, now) ? (
              <>
                {old.has(path) ? (
                  <>
                    <del className="text-muted-foreground">
                      <span className="sr-only">before: </span>
                      <FactValue path={path} value={old.get(path)} currency={oldCurrency ?? newCurrency} />
                    </del>
                    <span aria-hidden> → </span>
                  </>
                ) : null}
                <ins className="no-underline">
                  <span className="sr-only">after: </span>
                  <FactValue path={path} value={now.get(path)} currency={newCurrency ?? oldCurrency} />
                </ins>
              </>
            ) : (
              <span className="text-muted-foreground">
                was <FactValue path={path} value={old.get(path)} currency={oldCurrency ?? newCurrency} />
              </span>
            )}
          </dd>
        </div>
      ))}
    </dl>
  )
}
