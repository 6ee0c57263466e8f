'use client'

import { PenLine } from 'lucide-react'
import { EmptyState } from '@/components/ui/empty-state'
import { Field } from '@/components/ui/field'
import { Skeleton } from '@/components/ui/skeleton'
import { Textarea } from '@/components/ui/textarea'
import { postStream } from '@/lib/api-stream'
import { countTextUnits, TOOLS } from '@/lib/tools/catalogue'
import type { Viewer } from '../balance/viewer'
import { CopyButton } from '../copy-button'
import { Count } from '../count'
import { DemoBadge } from '../demo-badge'
import { Ideas } from '../ideas'
import type { View } from '../runner/result-panel'
import { Runner } from '../runner/runner'
import type { Attempt, Charged } from '../runner/use-run'
import { usePrompt } from '../use-prompt'

const MAX_PROMPT = 8000
const IDEAS = [
  {
    name: 'Welcome mail',
    prompt: 'A short, warm welcome mail to somebody who has just signed up for our newsletter',
  },
  {
    name: 'Polite no',
    prompt: 'A polite reply that turns down a meeting and offers to answer by mail instead',
  },
  {
    name: 'Product line',
    prompt: 'Three ways to describe a reusable coffee cup in one sentence each',
  },
] as const

type TextWriterProps = {
  viewer: Viewer
  /** Credits for each started 2,000 tokens. */
  price: number
  isDemo: boolean
}

/** Prompt in, text out, shown as it is written. */
export function TextWriter({ viewer, price, isDemo }: TextWriterProps) {
  const [prompt, setPrompt, box] = usePrompt()
  const wish = prompt.trim()
  const call = (attempt: Attempt) =>
    postStream<Charged>('/api/tools/text-generation', { prompt: wish }, attempt)
  return (
    <Runner<object>
      viewer={viewer}
      price={price}
      units={countTextUnits(wish.length)}
      unit={TOOLS.text.unit}
      action="Write it"
      activity="Writing"
      inputKey={wish || null}
      call={call}
      streams
      fields={
        <>
          {isDemo ? <DemoBadge>Demo model: built in, composes sample text</DemoBadge> : null}
          <Field label="What should it say?" aside={<Count value={prompt.length} most={MAX_PROMPT} />}>
            {(control) => (
              <Textarea
                {...control}
                ref={box}
                name="prompt"
                required
                maxLength={MAX_PROMPT}
                value={prompt}
                onChange={(event) => setPrompt(event.target.value)}
                placeholder="A friendly reminder that the library closes early on Friday"
                className="max-h-96 min-h-36"
              />
            )}
          </Field>
          <Ideas ideas={IDEAS} onChoose={setPrompt} />
        </>
      }
      empty={
        <EmptyState
          icon={<PenLine />}
          title="Your text appears here"
          description="Word by word, as it is written. You can stop at any time and keep what is there."
        />
      }
      placeholder={<TextSkeleton />}
    >
      {(view) => <WrittenText {...view} />}
    </Runner>
  )
}

function WrittenText({ text, isRunning }: View<unknown>) {
  return (
    <div className="grid gap-4">
      <p className="max-w-reading whitespace-pre-wrap text-[0.9375rem] leading-7">
        {text}
        {isRunning ? (
          <span
            aria-hidden
            className="ml-0.5 inline-block h-4 w-0.5 translate-y-0.5 animate-pulse bg-brand align-baseline"
          />
        ) : null}
      </p>
      {isRunning ? null : (
        <div>
          <CopyButton text={text} />
        </div>
      )}
    </div>
  )
}

const TextSkeleton = () => (
  <div className="grid max-w-reading gap-3">
    <Skeleton className="h-4 w-2/5" />
    <Skeleton className="h-4 w-full" />
    <Skeleton className="h-4 w-11/12" />
    <Skeleton className="h-4 w-3/5" />
  </div>
)
