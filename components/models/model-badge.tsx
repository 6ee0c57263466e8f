import type { ComponentProps } from 'react'
import { Badge } from '@/components/ui/badge'
import type { Model } from '@/lib/models/model'

type ModelStatus = Model['status']

const STATES: Record<ModelStatus, [label: string, variant: ComponentProps<typeof Badge>['variant']]> = {
  training: ['Training', 'brand'],
  uploading: ['Uploading', 'warning'],
  ready: ['Ready', 'success'],
  failed: ['Failed', 'destructive'],
  removing: ['Being removed', 'secondary'],
}

/** The states that a list of models can be narrowed to. */
export const MODEL_OPTIONS = Object.entries(STATES).map(([status, [label]]) => [status, label] as const)

/** How a model is, in a word or two. */
export function ModelBadge({ status }: { status: ModelStatus }) {
  const [label, variant] = STATES[status]
  return <Badge variant={variant}>{label}</Badge>
}
