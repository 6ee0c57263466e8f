import { Boxes } from 'lucide-react'
import { Card, CardHeader, CardTitle } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { Skeleton } from '@/components/ui/skeleton'
import type { Model } from '@/lib/models/model'
import { ModelRow } from './model-row'

/** The models somebody keeps, newest first. */
export function ModelList({ models }: { models: readonly Model[] }) {
  return (
    <Card className="self-stretch">
      <CardHeader className="pb-4">
        <CardTitle id="models-title" tabIndex={-1} className="outline-none">
          Your models
        </CardTitle>
      </CardHeader>
      {models.length === 0 ? (
        <EmptyState
          icon={<Boxes />}
          title="No models yet"
          description="What you upload shows here, with the day it is removed."
          className="my-auto pt-6"
        />
      ) : (
        <ul className="divide-y border-t">
          {models.map((model) => (
            <ModelRow key={model.id} model={model} />
          ))}
        </ul>
      )}
    </Card>
  )
}

/** In place of the uploader and the list. */
export function ModelsSkeleton() {
  return (
    <>
      <Skeleton className="h-72 rounded-xl" />
      <Skeleton className="h-64 rounded-xl" />
    </>
  )
}
