import type { Route } from 'next'
import { TOKENS_PER_CREDIT } from '@/lib/pricing-plans'

export type Tool = {
  id: string
  name: string
  /** One line: what comes out. */
  description: string
  /** Its row in `feature_pricing`; with `models`, one row for each. */
  feature: string
  models?: readonly string[]
  /** What the price is for: "2 credits a picture". */
  unit: string
  /** Many of what a run makes: "166 pictures". */
  plural: string
  /** Null: there is none yet, and the tool is not ready. */
  page: Route | null
  /** `lead`: visitors on trial as well. */
  access: 'lead' | 'user'
  /** `provider`: nothing built in can do it, somebody has to register one. */
  needs?: 'provider'
}

/** The tools of /tools, in their order there. Prices are not here: they are the database's (lib/tools/offers). */
export const TOOLS = {
  text: {
    id: 'text',
    name: 'Text',
    description: 'A draft of whatever you need to say, written while you watch.',
    feature: 'text-generation',
    unit: 'per 2,000 tokens',
    plural: 'texts of up to 2,000 tokens',
    page: '/tools/text',
    access: 'lead',
  },
  image: {
    id: 'image',
    name: 'Image',
    description: 'A picture from a description, kept for you to come back to.',
    feature: 'image-generation',
    unit: 'a picture',
    plural: 'pictures',
    page: '/tools/image',
    access: 'lead',
  },
  code: {
    id: 'code',
    name: 'Code',
    description: 'A small program from a brief: files to read, copy and download.',
    feature: 'code-generation',
    unit: 'a program',
    plural: 'programs',
    page: '/tools/code',
    access: 'user',
  },
  review: {
    id: 'review',
    name: 'Code review',
    description: 'What to fix in a program, by severity, with file and line.',
    feature: 'code-review',
    unit: 'a review',
    plural: 'reviews',
    page: '/tools/review',
    access: 'user',
  },
  video: {
    id: 'video',
    name: 'Video',
    description: 'A clip from a description.',
    feature: 'video-generation',
    models: ['hailuo', 'veo2'],
    unit: 'a clip',
    plural: 'clips',
    page: null,
    access: 'user',
    needs: 'provider',
  },
  videoProcessing: {
    id: 'videoProcessing',
    name: 'Video processing',
    description: 'A video trimmed, scaled or converted.',
    feature: 'video-processing',
    unit: 'a video',
    plural: 'videos',
    page: null,
    access: 'user',
    needs: 'provider',
  },
  mapAnimation: {
    id: 'mapAnimation',
    name: 'Map animation',
    description: 'A route that draws itself on a map.',
    feature: 'map-animation',
    models: ['hailuo', 'veo2'],
    unit: 'an animation',
    plural: 'animations',
    page: null,
    access: 'user',
    needs: 'provider',
  },
} as const satisfies Record<string, Tool>

/** The longest text a run of the text tool writes, in tokens. */
export const MAX_TEXT_TOKENS = 1500

/** The most tokens that a text for a prompt of so many characters can come to: some four characters are one. */
export function countTextTokens(promptLength: number): number {
  return Math.ceil(promptLength / 4) + MAX_TEXT_TOKENS
}

/** The same in units of its price, one for each started 2,000 tokens. That much is held; what it came to is charged. */
export function countTextUnits(promptLength: number): number {
  return Math.ceil(countTextTokens(promptLength) / TOKENS_PER_CREDIT)
}
