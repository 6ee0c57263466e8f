// Everything in the demo changes with every click: remembering parts of it would only make the landing page heavier.
'use no memo'

import type { DemoEntry } from './meter-state'

const KINDS: Record<DemoEntry['kind'], { label: string; tone: string }> = {
  grant: { label: 'Grant', tone: 'bg-success-muted text-success' },
  hold: { label: 'Hold', tone: 'bg-warning-muted text-warning' },
  capture: { label: 'Capture', tone: 'bg-brand-muted text-brand' },
  release: { label: 'Release', tone: 'bg-success-muted text-success' },
  refused: { label: 'Refused', tone: 'bg-destructive-muted text-destructive' },
  ignored: { label: 'Ignored', tone: 'bg-secondary text-muted-foreground' },
}

function signed(change: number): string {
  return change > 0 ? `+${change}` : change < 0 ? `−${-change}` : '0'
}

/** The newest entries, with the balance each one left. Keeps the height of a full list. */
export function MeterLedger({ entries }: { entries: readonly DemoEntry[] }) {
  return (
    <div className="min-h-[11.9375rem] lg:min-h-[19.0625rem]">
      <table className="w-full text-[0.8125rem] sm:text-sm">
        <caption className="sr-only">The demo account’s ledger, newest entry first</caption>
        <thead>
          <tr className="h-9.5 text-left text-muted-foreground text-xs">
            <th scope="col" className="w-[5.25rem] font-normal">
              Entry
            </th>
            <th scope="col" className="font-normal">
              For
            </th>
            <th scope="col" className="w-12 text-right sm:w-14 font-normal">
              Change
            </th>
            <th scope="col" className="w-14 text-right sm:w-16 font-normal">
              Balance
            </th>
          </tr>
        </thead>
        <tbody>
          {entries.map((entry) => (
            <tr key={entry.id} className="h-9.5 animate-row-in border-t max-lg:nth-[n+5]:hidden">
              <td className="py-2 pr-3">
                <span className={`rounded-full px-2 py-0.5 font-medium text-xs ${KINDS[entry.kind].tone}`}>
                  {KINDS[entry.kind].label}
                </span>
              </td>
              <td className="max-w-0 truncate py-2 pr-3">{entry.text}</td>
              <td className="py-2 text-right text-muted-foreground">{signed(entry.change)}</td>
              <td className="py-2 text-right font-medium">{entry.available}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
