import { toWords } from '@/lib/to-words'

/** "Video generation on veo2", "Text generation". */
export function namePrice({ feature, model }: { feature: string; model: string }): string {
  return toWords(feature) + (model && ` on ${model}`)
}
