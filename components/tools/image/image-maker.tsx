'use client'

import { ExternalLink, ImagePlus } from 'lucide-react'
import { useState } from 'react'
import { toast } from 'sonner'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { Field } from '@/components/ui/field'
import type { PageLinksProps } from '@/components/ui/page-links'
import { Skeleton } from '@/components/ui/skeleton'
import { Textarea } from '@/components/ui/textarea'
import { useRefresh } from '@/components/ui/use-refresh'
import { deleteJson, postJson } from '@/lib/api-client'
import { TOOLS } from '@/lib/tools/catalogue'
import type { Viewer } from '../balance/viewer'
import { Count } from '../count'
import { DemoBadge } from '../demo-badge'
import { Ideas } from '../ideas'
import { Runner } from '../runner/runner'
import type { Attempt, Charged } from '../runner/use-run'
import { usePrompt } from '../use-prompt'
import { type Picture, Pictures } from './pictures'

const MAX_PROMPT = 1000
const IDEAS = [
  { name: 'Mountains at dawn', prompt: 'Mountains at dawn, soft mist in the valley' },
  { name: 'Sea at night', prompt: 'A calm sea at night under a full moon' },
  { name: 'Orange grid', prompt: 'An abstract grid of warm orange circles' },
] as const

type Made = Picture & { width: number; height: number; prompt: string }
/** `newest` and `older` lead through the list of those made before. */
type ImageMakerProps = PageLinksProps & {
  viewer: Viewer
  /** Credits for a picture. */
  price: number
  isDemo: boolean
  /** A page of those made before, newest first. */
  pictures: readonly Picture[]
}

/** Description in, picture out, and the pictures of before. */
export function ImageMaker({ viewer, price, isDemo, pictures, newest, older }: ImageMakerProps) {
  const [prompt, setPrompt, box] = usePrompt()
  const [made, setMade] = useState<readonly Picture[]>([])
  const [gone, setGone] = useState<ReadonlySet<string>>(new Set())
  const wish = prompt.trim()
  const refresh = useRefresh()

  async function call(attempt: Attempt): Promise<Made & Charged> {
    const picture = await postJson<Omit<Made, 'prompt' | 'createdAt'> & Charged>(
      '/api/tools/image-generation',
      { prompt: wish },
      attempt,
    )
    const answer = { ...picture, prompt: wish, createdAt: new Date().toISOString() }
    setMade((before) => [answer, ...before.filter(({ id }) => id !== answer.id)])
    return answer
  }

  async function remove(id: string) {
    await deleteJson(`/api/pictures/${id}`)
    toast.success('The picture is deleted')
    setGone((before) => new Set(before).add(id))
    // Older ones move up.
    refresh()
  }

  // The address that a picture was made with works for an hour; the page brings new ones.
  const urls = new Map(pictures.map(({ id, url }) => [id, url]))
  const renew = <P extends Picture>(picture: P): P => ({
    ...picture,
    url: urls.get(picture.id) ?? picture.url,
  })
  const known = new Set(made.map(({ id }) => id))
  const shown = [...(newest ? [] : made.map(renew)), ...pictures.filter(({ id }) => !known.has(id))].filter(
    ({ id }) => !gone.has(id),
  )
  return (
    <div className="grid grid-cols-1 gap-10">
      <Runner<Made>
        viewer={viewer}
        price={price}
        unit={TOOLS.image.unit}
        action="Draw it"
        activity="Drawing"
        inputKey={wish || null}
        call={call}
        fields={
          <>
            {isDemo ? <DemoBadge>Demo model: draws abstract shapes</DemoBadge> : null}
            <Field label="What should it show?" aside={<Count value={prompt.length} most={MAX_PROMPT} />}>
              {(control) => (
                <Textarea
                  {...control}
                  ref={box}
                  name="prompt"
                  required
                  maxLength={MAX_PROMPT}
                  value={prompt}
                  onChange={(event) => setPrompt(event.target.value)}
                  placeholder="A lighthouse in a storm, painted in broad strokes"
                  className="max-h-96 min-h-28"
                />
              )}
            </Field>
            <Ideas ideas={IDEAS} onChoose={setPrompt} />
          </>
        }
        empty={
          <EmptyState
            icon={<ImagePlus />}
            title="Your picture appears here"
            description="Say what it should show, the colors and the mood. It is kept below afterwards."
          />
        }
        placeholder={<Skeleton className="aspect-square w-full rounded-lg" />}
      >
        {({ result }) =>
          result && gone.has(result.id) ? (
            <p className="text-muted-foreground text-sm">You have deleted this picture.</p>
          ) : result ? (
            <NewPicture picture={renew(result)} />
          ) : null
        }
      </Runner>
      <Pictures pictures={shown} newest={newest} older={older} onDelete={remove} />
    </div>
  )
}

function NewPicture({ picture: { url, width, height, prompt } }: { picture: Made }) {
  return (
    <figure className="grid gap-3">
      <img
        src={url}
        width={width}
        height={height}
        alt={prompt}
        className="h-auto w-full rounded-lg border bg-muted"
      />
      <figcaption className="flex items-start justify-between gap-4">
        <span className="text-muted-foreground text-sm">{prompt}</span>
        <Button asChild variant="outline" size="sm">
          <a href={url} target="_blank" rel="noreferrer">
            <ExternalLink aria-hidden />
            Open full size
          </a>
        </Button>
      </figcaption>
    </figure>
  )
}
