import type { Metadata } from 'next'
import { Suspense } from 'react'
import { RunnerSkeleton } from '@/components/tools/catalogue/runner-skeleton'
import { ImageMaker } from '@/components/tools/image/image-maker'
import { PageHeader } from '@/components/ui/page-header'
import { isImageDemo } from '@/lib/ai/image/generate-image'
import { readLeadId } from '@/lib/auth/lead-cookie'
import { listPictures } from '@/lib/pictures/store-picture'
import { TOOLS } from '@/lib/tools/catalogue'
import { ToolGate } from '../../tool-gate'

const { image: TOOL } = TOOLS
const SHOWN = 12

export const metadata: Metadata = { title: TOOL.name, description: TOOL.description }

export default function ImagePage() {
  return (
    <div className="grid grid-cols-1 gap-8">
      <PageHeader title={TOOL.name} description={TOOL.description} />
      <Suspense fallback={<RunnerSkeleton />}>
        <ToolGate tool={TOOL}>
          {async (viewer, price) => {
            const ownerId = viewer.kind === 'user' ? viewer.userId : viewer.trial && (await readLeadId())
            const pictures = ownerId ? await listPictures(ownerId, SHOWN) : []
            return <ImageMaker viewer={viewer} price={price} isDemo={isImageDemo()} pictures={pictures} />
          }}
        </ToolGate>
      </Suspense>
    </div>
  )
}
