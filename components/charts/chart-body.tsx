'use client'

import { Download, Table2 } from 'lucide-react'
import dynamic from 'next/dynamic'
import { useState } from 'react'
import { Button, buttonVariants } from '@/components/ui/button'
import { Skeleton } from '@/components/ui/skeleton'
import { cn } from '@/lib/cn'
import { type ChartData, chartCsv, drawn } from './series'

// The library is fetched when a page first shows a chart, the table when somebody first opens one.
const Plot = dynamic(() => import('./plot'), {
  ssr: false,
  loading: () => <Skeleton className="h-full w-full" />,
})
const ChartTable = dynamic(() => import('./chart-table'), { loading: () => <Skeleton className="h-80" /> })

type ChartBodyProps = ChartData & { title: string; fileName: string; csvHref?: string }

function saveCsv(data: ChartData, fileName: string) {
  const href = URL.createObjectURL(new Blob([chartCsv(data)], { type: 'text/csv;charset=utf-8' }))
  const link = Object.assign(document.createElement('a'), { href, download: `${fileName}.csv` })
  link.click()
  URL.revokeObjectURL(href)
}

function CsvButton({ title, fileName, csvHref, ...data }: ChartBodyProps) {
  const content = (
    <>
      <Download aria-hidden />
      CSV<span className="sr-only"> of {title}</span>
    </>
  )
  if (csvHref === undefined) {
    return (
      <Button variant="ghost" size="sm" onClick={() => saveCsv(data, fileName)}>
        {content}
      </Button>
    )
  }
  return (
    <Button asChild variant="ghost" size="sm">
      <a href={csvHref} download>
        {content}
      </a>
    </Button>
  )
}

/** The drawing in a box of a fixed height, and under it the same numbers as a table and as a file. */
export function ChartBody({ title, fileName, csvHref, ...data }: ChartBodyProps) {
  const [hasTable, setHasTable] = useState(false)
  return (
    <>
      <div className="h-64">
        <Plot {...data} series={drawn(data)} label={title} />
      </div>
      <div className="relative">
        <details onToggle={() => setHasTable(true)}>
          <summary className={cn(buttonVariants({ variant: 'ghost', size: 'sm' }), '-ml-3')}>
            <Table2 aria-hidden />
            Table<span className="sr-only"> of {title}</span>
          </summary>
          {hasTable ? (
            <div className="mt-3">
              <ChartTable {...data} caption={title} />
            </div>
          ) : null}
        </details>
        <div className="absolute top-0 -right-3">
          <CsvButton {...data} title={title} fileName={fileName} csvHref={csvHref} />
        </div>
      </div>
    </>
  )
}
