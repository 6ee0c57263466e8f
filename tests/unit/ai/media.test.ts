import { expect, it } from 'vitest'
import { getMediaProvider, isMediaConfigured } from '../../../lib/ai/media/provider'

it.each(['video-processing', 'video-generation', 'map-animation', 'text-generation'])(
  'offers %s only once somebody makes it',
  (feature) => {
    expect(isMediaConfigured(feature)).toBe(false)
    expect(() => getMediaProvider(feature)).toThrow(
      expect.objectContaining({ code: 'provider_not_configured', status: 503 }),
    )
  },
)
