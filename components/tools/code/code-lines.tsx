'use client'

import { cn } from '@/lib/cn'

/** Source text with line numbers, which are not copied with it. `line` (1 is the first) is marked and scrolled to. */
export function CodeLines({ content, line }: { content: string; line?: number }) {
  const lines = content.replace(/\n$/, '').split('\n')
  return (
    <pre className="py-3 font-mono text-[0.8125rem] leading-6">
      <code className="grid">
        {Array.from(lines, (text, index) => ({ text, number: index + 1 })).map(({ text, number }) => (
          <span
            key={number}
            data-line={number}
            ref={number === line ? scrollTo : undefined}
            className={cn(
              'min-w-max pr-4 before:mr-4 before:inline-block before:w-11 before:select-none before:text-right before:text-muted-foreground before:content-[attr(data-line)]',
              number === line && 'bg-warning-muted',
            )}
          >
            {text}
            {'\n'}
          </span>
        ))}
      </code>
    </pre>
  )
}

const scrollTo = (element: HTMLElement | null) => element?.scrollIntoView({ block: 'center' })
