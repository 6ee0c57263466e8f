import { Amount } from '@/components/ui/amount'

type PriceTagProps = {
  /** Credits for one unit; null when it is not on sale. */
  price: { from: number; to: number } | null
  /** "a picture" */
  unit: string
}

/** "3 credits a picture", or a range where the model decides. */
export function PriceTag({ price, unit }: PriceTagProps) {
  if (!price) return <span className="text-muted-foreground">Not on sale</span>
  return (
    <span className="text-muted-foreground">
      <span className="font-medium text-foreground">
        {price.from === price.to ? null : (
          <>
            <Amount value={price.from} /> to{' '}
          </>
        )}
        <Amount value={price.to} unit />
      </span>{' '}
      <span className="whitespace-nowrap">{unit}</span>
    </span>
  )
}
