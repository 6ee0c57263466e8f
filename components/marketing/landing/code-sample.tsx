import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { CodeBlock } from './code-block'
import { Section } from './section'

const ROUTE_PATH = 'app/api/example-protected/route.ts'

const PAID = `{
  "text": "…",
  "model": "demo",
  "creditsUsed": 1,
  "newBalance": 49
}`

const REFUSED = `{
  "error": {
    "code": "insufficient_credits",
    "message": "You do not have enough credits."
  }
}`

/** A whole paid endpoint, read from the app's own source when the page is built, and what its callers get. */
export function CodeSample() {
  const route = readFileSync(join(process.cwd(), ROUTE_PATH), 'utf8').trim()
  return (
    <Section
      id="code"
      title="A paid endpoint is fifteen lines"
      lead="Name the feature and write the handler. Sign-in, price, hold, capture, release on failure and safe retries are the wrapper’s job. This is the file in the repository:"
      className="border-y bg-card"
    >
      <div className="grid grid-cols-1 gap-4 lg:grid-cols-2">
        <div className="min-w-0 lg:col-span-2">
          <CodeBlock title={ROUTE_PATH} code={route} />
        </div>
        <CodeBlock title="200, paid for" code={PAID} />
        <CodeBlock title="402, not enough credits" code={REFUSED} />
      </div>
    </Section>
  )
}
