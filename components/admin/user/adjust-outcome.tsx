import { Amount } from '@/components/ui/amount'

/** The balance before and after; what is owed is paid first. */
export function AdjustOutcome({
  available,
  debt,
  change,
}: {
  available: number
  debt: number
  change: number
}) {
  const paid = Math.min(debt, Math.max(0, change))
  return (
    <dl className="grid gap-1 rounded-lg bg-muted px-4 py-3 text-sm" aria-live="polite">
      <div className="flex justify-between gap-4 text-muted-foreground">
        <dt>Available now</dt>
        <dd>
          <Amount value={available} />
        </dd>
      </div>
      {paid > 0 ? (
        <div className="flex justify-between gap-4 text-muted-foreground">
          <dt>Pays what is owed</dt>
          <dd>
            <Amount value={paid} />
          </dd>
        </div>
      ) : null}
      <div className="flex justify-between gap-4 font-medium">
        <dt>Available after</dt>
        <dd data-testid="balance-after">
          <Amount value={available + change - paid} />
        </dd>
      </div>
    </dl>
  )
}
