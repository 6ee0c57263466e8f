import { Amount } from '@/components/ui/amount'

/** How much of a field's room is used, in characters. */
export const Count = ({ value, most }: { value: number; most: number }) => (
  <span className="tabular">
    <Amount value={value} /> / <Amount value={most} />
  </span>
)
