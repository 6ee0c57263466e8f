import { calculateToolCost } from '@/lib/pricing-plans'

/** Ticks on the demo's meter, one per credit. */
export const METER_SIZE = 75

const SIGN_UP_GRANT = 50
const PURCHASE = 25

/** The demo's tools at their real prices, and how long each pretends to work. */
export const DEMO_TOOLS = [
  {
    id: 'text',
    name: 'Write text',
    feature: 'text-generation',
    credits: calculateToolCost('text-generation'),
    durationMs: 800,
  },
  {
    id: 'image',
    name: 'Make an image',
    feature: 'image-generation',
    credits: calculateToolCost('image-generation'),
    durationMs: 1300,
  },
  {
    id: 'video',
    name: 'Render a video',
    feature: 'video-generation',
    credits: calculateToolCost('video-generation', 'veo2'),
    durationMs: 2200,
  },
] as const

type DemoTool = (typeof DEMO_TOOLS)[number]

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
  | { type: 'reset' }

/** How many entries the demo's ledger keeps. */
const VISIBLE_ENTRIES = 7

export const INITIAL_STATE: DemoState = {
  available: SIGN_UP_GRANT,
  held: 0,
  runs: [],
  entries: [{ id: 0, kind: 'grant', text: 'Sign-up bonus', change: SIGN_UP_GRANT, available: SIGN_UP_GRANT }],
  nextId: 1,
}

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
      return { ...INITIAL_STATE, nextId: 1 }
  }
}
