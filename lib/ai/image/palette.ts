import type { Random } from './random'

export type Palette = {
  /** the backdrop, from the top down */
  sky: readonly [string, string, string]
  /** what stands before it, from far to near */
  near: readonly [string, string]
  /** what shines */
  glow: string
  accents: readonly [string, string, string, string]
  /** words in a prompt that ask for it */
  words: RegExp
}

const PALETTES: readonly [Palette, ...Palette[]] = [
  {
    sky: ['#2b1b4d', '#b5446e', '#ffb88a'],
    near: ['#c4527a', '#1f1338'],
    glow: '#ffe7b8',
    accents: ['#ff7a59', '#ffb35c', '#d64a7f', '#6b3fa0'],
    words: /\b(?:sunset|sunrise|dusk|dawn|evening|desert|warm)\b/i,
  },
  {
    sky: ['#06283d', '#13638a', '#9fdce1'],
    near: ['#2c8fa8', '#04202f'],
    glow: '#fdf6d8',
    accents: ['#47b5c4', '#f2d388', '#1d7a9c', '#a8e0d1'],
    words: /\b(?:sea|ocean|water|beach|wave|waves|lake|river|fish|whale|boat|ship)\b/i,
  },
  {
    sky: ['#173229', '#4f8a5b', '#e9e4b4'],
    near: ['#6ba368', '#0f211b'],
    glow: '#fff4c2',
    accents: ['#8cc084', '#e0b84c', '#3d7a5a', '#d9e7a0'],
    words: /\b(?:forest|tree|trees|garden|jungle|plant|leaf|leaves|green|spring|nature)\b/i,
  },
  {
    sky: ['#070b24', '#27306f', '#8e7cc3'],
    near: ['#3d4390', '#05071a'],
    glow: '#f4efff',
    accents: ['#7d8bff', '#f4b6e6', '#4fd1e0', '#b59cff'],
    words: /\b(?:night|space|star|stars|moon|galaxy|planet|cosmos|robot|cyber\w*|future)\b/i,
  },
  {
    sky: ['#3b1f1a', '#b0532f', '#f3c98b'],
    near: ['#c6703d', '#2a1512'],
    glow: '#fff0cf',
    accents: ['#e08e45', '#f6d08a', '#a13d2d', '#7f5539'],
    words: /\b(?:autumn|fall|coffee|wood|fox|bread|cat|dog|horse|harvest|old)\b/i,
  },
  {
    sky: ['#dfe9f3', '#a9c3dc', '#f7f3ee'],
    near: ['#8fb0cf', '#23405f'],
    glow: '#ffffff',
    accents: ['#5c8ab8', '#f0b7a4', '#c9dcec', '#e8d5c4'],
    words: /\b(?:snow|winter|ice|cold|mountain|mountains|cloud|clouds|sky|penguin|calm)\b/i,
  },
  {
    sky: ['#ffd9e0', '#fbb1bd', '#fff3e6'],
    near: ['#f78fa7', '#7a2e4d'],
    glow: '#fffaf0',
    accents: ['#ff5d8f', '#ffa69e', '#b8f2e6', '#8e5572'],
    words: /\b(?:flower|flowers|rose|love|cherry|candy|pink|blossom|cake|wedding|baby)\b/i,
  },
  {
    sky: ['#f4efe6', '#efe3cd', '#e7d3b1'],
    near: ['#3f83a3', '#1b3547'],
    glow: '#f6b042',
    accents: ['#e4572e', '#f3a712', '#2e6f95', '#76b041'],
    words: /\b(?:city|house|music|poster|retro|modern|abstract|paper|architecture|car)\b/i,
  },
  {
    sky: ['#0d1b1e', '#1f5c57', '#7dd3a8'],
    near: ['#2f8f7f', '#081214'],
    glow: '#eafff2',
    accents: ['#5be7a9', '#3ec6e0', '#b7f07a', '#a66cff'],
    words: /\b(?:aurora|northern|magic|dragon|dream|fairy|emerald|neon)\b/i,
  },
]

/** The palette that the words of a prompt ask for, else any. */
export function choosePalette(prompt: string, random: Random): Palette {
  const any = random.pick(PALETTES)
  return PALETTES.find(({ words }) => words.test(prompt)) ?? any
}
