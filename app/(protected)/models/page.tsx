import type { Metadata } from 'next'
import { Suspense } from 'react'
import { ModelList, ModelsSkeleton } from '@/components/models/model-list'
import { ModelUploader } from '@/components/models/model-uploader'
import { PageHeader } from '@/components/ui/page-header'
import { getModelAllowance, listModels } from '@/lib/models/models'
import { loadViewer } from '../viewer'

export const metadata: Metadata = { title: 'Models' }

async function Models() {
  const { user } = await loadViewer('/models')
  const [models, allowance] = await Promise.all([listModels(user.id), getModelAllowance(user.id)])
  return (
    <>
      <ModelUploader allowance={allowance} />
      <ModelList models={models} />
    </>
  )
}

export default function ModelsPage() {
  return (
    <div className="grid gap-8">
      <PageHeader
        title="Models"
        description="Keep the models you have trained. Nobody but you can see or download them."
      />
      <div className="grid grid-cols-1 items-start gap-6 lg:grid-cols-[22rem_1fr]">
        <Suspense fallback={<ModelsSkeleton />}>
          <Models />
        </Suspense>
      </div>
    </div>
  )
}
