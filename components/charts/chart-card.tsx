import { ChartColumn } from 'lucide-react'
import type { ReactNode } from 'react'
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { Skeleton } from '@/components/ui/skeleton'
import { cn } from '@/lib/cn'
import { ChartBody } from './chart-body'
import { type ChartData, type ChartSeries, colorOf, drawn } from './series'

type ChartCardProps = ChartData & {
  title: string
  /** What is counted, in a sentence. */
  description?: ReactNode
  /** Of the CSV file, without its ending. */
  fileName: string
  /** Where a CSV file with more in it comes from; else it holds what is drawn. */
  csvHref?: string
  /** Said instead of a drawing of nothing. */
  empty?: string
  className?: string
}

const isBar = ({ draw }: ChartSeries) => draw === 'bar' || draw === 'shade'

function Legend({ series }: Pick<ChartData, 'series'>) {
  return (
    <ul className="flex min-h-5 flex-wrap gap-x-4 gap-y-1 text-muted-foreground text-xs">
      {series.map((each) => (
        <li key={each.key} className="flex items-center gap-1.5">
          <span
            aria-hidden
            className={cn('w-3', isBar(each) ? 'h-3 rounded-xs' : 'h-0 border-t-2')}
            style={isBar(each) ? { background: colorOf(each) } : { borderColor: colorOf(each) }}
          />
          {each.label}
        </li>
      ))}
    </ul>
  )
}

/** A chart with its legend, the table behind it and the same numbers as CSV. Its height is fixed from the first paint on. */
export function ChartCard(props: ChartCardProps) {
  const { title, description, empty, className, ...body } = props
  const hasValues = body.rows.some((row) => Object.values(row.values).some((value) => value))
  return (
    <Card data-slot="chart" className={cn('h-full', className)}>
      <CardHeader className="content-start">
        <CardTitle>{title}</CardTitle>
        {description ? <CardDescription>{description}</CardDescription> : null}
      </CardHeader>
      {hasValues ? (
        <CardContent className="grid grid-cols-1 content-start gap-4">
          <Legend series={drawn(body)} />
          <ChartBody {...body} title={title} />
        </CardContent>
      ) : (
        <EmptyState
          icon={<ChartColumn />}
          title={empty ?? 'Nothing in this period'}
          className="min-h-64 flex-1 justify-center"
        />
      )}
    </Card>
  )
}

/** Stands where a chart card will be, as tall. */
export function ChartSkeleton({ className }: { className?: string }) {
  return <Skeleton className={cn('h-114 rounded-xl', className)} />
}
