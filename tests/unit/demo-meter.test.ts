import { expect, test } from 'vitest'
import { type DemoTool, openDemo, reduceDemo } from '../../components/marketing/demo/meter-state'

const IMAGE: DemoTool = { name: 'Image', feature: 'image', credits: 3, durationMs: 1 }
const VIDEO: DemoTool = { name: 'Video', feature: 'video', credits: 15, durationMs: 1 }
const opening = openDemo(IMAGE, VIDEO)

test('the demo opens with a run that was paid and one that was given back, its balances chained', () => {
  expect(opening).toMatchObject({ available: 47, held: 0, runs: [] })
  expect(opening.entries.map(({ kind, change, available }) => [kind, change, available])).toEqual([
    ['release', 15, 47],
    ['hold', -15, 32],
    ['capture', 0, 47],
    ['hold', -3, 47],
    ['grant', 50, 50],
  ])
})

test('a run that costs more than there is is refused, and a reset takes everything back', () => {
  let state = opening
  for (let n = 0; n < 4; n++) state = reduceDemo(state, { type: 'run', tool: VIDEO, fails: false })
  expect(state).toMatchObject({ available: 2, held: 45 })
  expect(state.entries[0]).toMatchObject({ kind: 'refused', change: 0, available: 2 })
  expect(reduceDemo(state, { type: 'reset', to: opening })).toBe(opening)
})
