import type { Metadata } from 'next'
import { Suspense } from 'react'
import { z } from 'zod'
import { RunnerSkeleton } from '@/components/tools/catalogue/runner-skeleton'
import { ImageMaker } from '@/components/tools/image/image-maker'
import { PageHeader } from '@/components/ui/page-header'
import { isImageDemo } from '@/lib/ai/image/generate-image'
import { readLeadId } from '@/lib/auth/lead-cookie'
import { listPictures } from '@/lib/pictures/store-picture'
import { TOOLS } from '@/lib/tools/catalogue'
import { ToolGate } from '../../tool-gate'

const { image: TOOL } = TOOLS
const PATH = '/tools/image'
/** The list, which is below the tool. */
const LIST = '#pictures-title'
const SHOWN = 12
/** How many newer ones are on the pages before. */
const Query = z.object({ skip: z.coerce.number().int().min(1).max(1_000_000).optional().catch(undefined) })

export const metadata: Metadata = { title: TOOL.name, description: TOOL.description }

async function Tool({ searchParams }: Pick<PageProps<typeof PATH>, 'searchParams'>) {
  const { skip = 0 } = Query.parse(await searchParams)
  return (
    <ToolGate tool={TOOL}>
      {async (viewer, price) => {
        const ownerId = viewer.kind === 'user' ? viewer.userId : viewer.trial && (await readLeadId())
        const pictures = ownerId ? await listPictures(ownerId, SHOWN + 1, skip) : []
        return (
          <ImageMaker
            viewer={viewer}
            price={price}
            isDemo={isImageDemo()}
            pictures={pictures.slice(0, SHOWN)}
            newest={skip > 0 ? `${PATH}${LIST}` : null}
            older={pictures.length > SHOWN ? `${PATH}?skip=${skip + SHOWN}${LIST}` : null}
          />
        )
      }}
    </ToolGate>
  )
}

export default function ImagePage({ searchParams }: PageProps<typeof PATH>) {
  return (
    <div className="grid grid-cols-1 gap-8">
      <PageHeader title={TOOL.name} description={TOOL.description} />
      <Suspense fallback={<RunnerSkeleton />}>
        <Tool searchParams={searchParams} />
      </Suspense>
    </div>
  )
}
