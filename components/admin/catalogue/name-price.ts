/** "Video generation on veo2", "Text generation". */
export function namePrice({ feature, model }: { feature: string; model: string }): string {
  const words = feature.replaceAll('-', ' ')
  return words.charAt(0).toUpperCase() + words.slice(1) + (model && ` on ${model}`)
}
