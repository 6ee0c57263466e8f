import { Amount } from '@/components/ui/amount'
import { formatTenths } from '@/lib/format-number'
import type { Answer } from './use-run'

/** What a run came to: credits, tokens, time. */
export function Receipt({ answer: { result, ms } }: { answer: Answer<unknown> }) {
  const { tokensUsed } = result.creditInfo
  return (
    <dl className="flex flex-wrap gap-x-6 gap-y-1 [&>div]:flex [&>div]:gap-1.5 [&_dd]:text-foreground">
      <div>
        <dt>Cost</dt>
        <dd className="font-medium">
          <Amount value={result.creditsUsed} unit />
        </dd>
      </div>
      {tokensUsed > 0 ? (
        <div>
          <dt>Tokens</dt>
          <dd>
            <Amount value={tokensUsed} />
          </dd>
        </div>
      ) : null}
      <div>
        <dt>Left</dt>
        <dd>
          <Amount value={result.newBalance} unit />
        </dd>
      </div>
      <div>
        <dt>Took</dt>
        <dd className="tabular">{formatTenths(Math.max(0.1, ms / 1000))} s</dd>
      </div>
    </dl>
  )
}
