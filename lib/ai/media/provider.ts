import 'server-only'
import { AppError } from '@/lib/errors'

export type MediaRequest = {
  /** `video-processing`, `video-generation` or `map-animation` */
  feature: string
  model?: string
  input: unknown
  signal: AbortSignal
}

export type MediaResult = { url: string; mediaType: string; tokensIn?: number; tokensOut?: number }

/** Whoever makes videos. `run` throws `provider_failed` when it fails, and the signal's reason when aborted. */
export type MediaProvider = { id: string; run(request: MediaRequest): Promise<MediaResult> }

/** By feature. A priced feature that is not in here answers `provider_not_configured` and charges nothing. */
const PROVIDERS: ReadonlyMap<string, MediaProvider> = new Map([
  // Register one per feature: ['video-generation', yourProvider],
])

/** The provider of a feature. Throws `provider_not_configured` when there is none. */
export function getMediaProvider(feature: string): MediaProvider {
  const provider = PROVIDERS.get(feature)
  if (!provider) throw new AppError('provider_not_configured')
  return provider
}

export const isMediaConfigured = (feature: string): boolean => PROVIDERS.has(feature)
