import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { ChartCard } from '../../components/charts/chart-card'
import { type ChartRow, type ChartSeries, chartCsv, drawn } from '../../components/charts/series'

const series: ChartSeries[] = [
  { key: 'packages', label: 'Packages', draw: 'bar', color: 1 },
  { key: 'plans', label: 'Plans', draw: 'bar', color: 2 },
  { key: 'refunds', label: 'Refunds', draw: 'line', color: 4 },
  { key: 'taken', label: 'Taken away', draw: 'table', color: 5 },
]
const row = (n: number, values: ChartRow['values']): ChartRow => ({ day: `2026-11-0${n}`, values })
const rows = [
  row(1, { packages: 999, plans: 0, refunds: 0, taken: 3 }),
  row(2, { packages: 0, plans: 0, refunds: null, taken: 0 }),
]

describe('what a chart draws', () => {
  it('is what was something on some day, and not for the table alone', () => {
    expect(drawn({ series, rows }).map(({ key }) => key)).toEqual(['packages'])
    const refunded = [...rows, row(3, { packages: 0, plans: 0, refunds: 5, taken: 0 })]
    expect(drawn({ series, rows: refunded }).map(({ key }) => key)).toEqual(['packages', 'refunds'])
  })

  it('is what its legend names; the file has everything', () => {
    const props = { title: 'Money', unit: { cents: 'USD' }, series, rows, fileName: 'money' }
    const legend = /<ul.*?<\/ul>/.exec(renderToStaticMarkup(createElement(ChartCard, props)))?.[0]
    expect(legend?.replace(/<[^>]*>/g, '')).toBe('Packages')
    expect(chartCsv({ unit: 'count', series, rows })).toContain('day,Packages,Plans,Refunds,Taken away')
  })
})
