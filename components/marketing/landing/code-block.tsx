import type { ReactNode } from 'react'

const TOKENS =
  /(?<comment>\/\/.*)|(?<string>'[^']*'|"[^"]*")|(?<keyword>\b(?:import|from|export|const|async|await|return)\b)|(?<number>\b\d+\b)|(?<call>\b[a-zA-Z]+(?=\())/g

const TONES: Record<string, string> = {
  comment: 'text-muted-foreground',
  string: 'text-success',
  keyword: 'text-brand',
  number: 'text-warning',
  call: 'text-foreground font-medium',
}

function paint(code: string): ReactNode[] {
  const out: ReactNode[] = []
  let end = 0
  for (const match of code.matchAll(TOKENS)) {
    const kind = Object.entries(match.groups ?? {}).find(([, text]) => text !== undefined)?.[0] ?? ''
    out.push(code.slice(end, match.index))
    out.push(
      <span key={match.index} className={TONES[kind]}>
        {match[0]}
      </span>,
    )
    end = match.index + match[0].length
  }
  out.push(code.slice(end))
  return out
}

/** A few lines of TypeScript or JSON, coloured on the server. Scrolls sideways by keyboard too. */
export function CodeBlock({ title, code }: { title: string; code: string }) {
  return (
    <figure className="min-w-0 overflow-hidden rounded-xl border bg-background">
      <figcaption className="border-b px-4 py-2.5 font-mono text-muted-foreground text-xs">
        {title}
      </figcaption>
      <pre
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
        tabIndex={0}
        className="overflow-x-auto p-4 font-mono text-[0.8125rem] leading-6 focus-visible:-outline-offset-2"
      >
        <code>{paint(code)}</code>
      </pre>
    </figure>
  )
}
