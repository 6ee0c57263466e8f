import { Section } from './section'

type Tick = 'available' | 'held' | 'running' | 'empty'

const STEPS: readonly { title: string; text: string; ticks: readonly (readonly [Tick, number])[] }[] = [
  {
    title: 'Hold',
    text: 'Before your code runs, its price is set aside. A second call cannot spend the same credits, and no lock stays open while a model works.',
    ticks: [
      ['available', 36],
      ['held', 6],
    ],
  },
  {
    title: 'Run',
    text: 'Your handler does its job and nothing else. It never reads a balance, never writes one, and never sees a price sent by a browser.',
    ticks: [
      ['available', 36],
      ['running', 6],
    ],
  },
  {
    title: 'Capture or release',
    text: 'A result spends the hold and says so on the ledger. An error gives every credit back to the very grant it came from.',
    ticks: [
      ['available', 36],
      ['empty', 6],
    ],
  },
]

const TONES: Record<Tick, string> = {
  available: 'stroke-meter-available',
  held: 'stroke-meter-held',
  running: 'animate-held stroke-meter-held',
  empty: 'stroke-meter-empty',
}

/** Runs of ticks in a row. One path a run: an element for each tick would be a sixth of the page's elements. */
function Ticks({ runs }: { runs: readonly (readonly [Tick, number])[] }) {
  const total = runs.reduce((sum, [, count]) => sum + count, 0)
  let drawn = 0
  return (
    <svg
      aria-hidden="true"
      viewBox={`0 0 ${total - 1} 1`}
      preserveAspectRatio="none"
      className="h-9 w-full overflow-visible p-[1.5px]"
    >
      {runs.map(([tone, count]) => {
        const start = drawn
        drawn += count
        return (
          <path
            key={tone}
            d={`M${start} 0v1${'m1-1v1'.repeat(count - 1)}`}
            vectorEffect="non-scaling-stroke"
            strokeWidth="3"
            strokeLinecap="round"
            className={TONES[tone]}
          />
        )
      })}
    </svg>
  )
}

/** The life of one paid call. */
export function Steps() {
  return (
    <Section
      id="how-it-works"
      title="Three moves for every paid call"
      lead="The same two-phase charge that card networks use, for a balance you own."
    >
      <ol className="grid gap-10 md:grid-cols-3 md:gap-8">
        {STEPS.map((step, index) => (
          <li key={step.title} className="border-t pt-6">
            <Ticks runs={step.ticks} />
            <h3 className="mt-6 flex items-baseline gap-2.5 text-heading">
              <span className="font-mono text-muted-foreground text-sm">{index + 1}</span>
              {step.title}
            </h3>
            <p className="mt-2 text-muted-foreground">{step.text}</p>
          </li>
        ))}
      </ol>
    </Section>
  )
}
