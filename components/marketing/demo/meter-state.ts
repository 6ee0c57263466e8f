/** Ticks on the demo's meter, one per credit. */
export const METER_SIZE = 75

const OPENING_BALANCE = 50
const PURCHASE = 25

/** A tool of the demo, with its price there, and how long it pretends to work. */
export type DemoTool = { name: string; feature: string; credits: number; durationMs: number }

export type DemoRun = { id: number; tool: DemoTool; fails: boolean }

export type DemoEntry = {
  id: number
  kind: 'grant' | 'hold' | 'capture' | 'release' | 'refused' | 'ignored'
  text: string
  /** What the entry did to the available balance. */
  change: number
  /** The available balance after it. */
  available: number
}

export type DemoState = {
  available: number
  held: number
  runs: readonly DemoRun[]
  /** Newest first. */
  entries: readonly DemoEntry[]
  nextId: number
}

export type DemoAction =
  | { type: 'run'; tool: DemoTool; fails: boolean }
  | { type: 'settle'; run: DemoRun }
  | { type: 'buy' }
  | { type: 'reset'; to: DemoState }

/** How many entries the demo's ledger keeps. */
const VISIBLE_ENTRIES = 7

/** Whether a purchase still fits on the meter. */
export function canBuy(state: DemoState): boolean {
  return state.available + state.held + PURCHASE <= METER_SIZE
}

function record(state: DemoState, kind: DemoEntry['kind'], text: string, change: number): DemoState {
  const available = state.available + change
  const entry = { id: state.nextId, kind, text, change, available }
  return {
    ...state,
    available,
    entries: [entry, ...state.entries].slice(0, VISIBLE_ENTRIES),
    nextId: state.nextId + 1,
  }
}

function startRun(state: DemoState, tool: DemoTool, fails: boolean): DemoState {
  if (tool.credits > state.available) return record(state, 'refused', tool.feature, 0)
  const run = { id: state.nextId, tool, fails }
  const next = record(state, 'hold', tool.feature, -tool.credits)
  return { ...next, held: state.held + tool.credits, runs: [...state.runs, run] }
}

function settleRun(state: DemoState, run: DemoRun): DemoState {
  if (!state.runs.includes(run)) return state
  const rest = {
    ...state,
    held: state.held - run.tool.credits,
    runs: state.runs.filter((one) => one !== run),
  }
  return run.fails
    ? record(rest, 'release', run.tool.feature, run.tool.credits)
    : record(rest, 'capture', run.tool.feature, 0)
}

/** The demo's ledger: the rules of the real one, for one account that lives in one tab. */
export function reduceDemo(state: DemoState, action: DemoAction): DemoState {
  switch (action.type) {
    case 'run':
      return startRun(state, action.tool, action.fails)
    case 'settle':
      return settleRun(state, action.run)
    case 'buy': {
      if (!canBuy(state)) return state
      const granted = record(state, 'grant', 'Purchase', PURCHASE)
      return record(granted, 'ignored', 'Same payment', 0)
    }
    case 'reset':
      return action.to
  }
}

/** The account before anybody has pressed a tool: one run of `done` paid, and one of `failed` given back. */
export function openDemo(done: DemoTool, failed: DemoTool): DemoState {
  let state: DemoState = { available: 0, held: 0, runs: [], entries: [], nextId: 0 }
  state = record(state, 'grant', 'Opening balance', OPENING_BALANCE)
  for (const [tool, fails] of [
    [done, false],
    [failed, true],
  ] as const) {
    state = startRun(state, tool, fails)
    state = state.runs.reduce(settleRun, state)
  }
  return state
}
