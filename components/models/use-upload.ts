'use client'

import { useRef, useState } from 'react'
import { ApiError } from '@/lib/api-client'
import type { Model } from '@/lib/models/model'
import { uploadModel } from './upload-model'

type UploadProblem = { code: string; title: string; text: string }

/**
 * One upload at a time: `share` is how much has gone, from 0 to 1, and null while there is none. It goes on while other
 * pages of the app are open; `onDone` is told of its end, with null when nothing came of it.
 */
export function useUpload(onDone: (model: Model | null) => void) {
  const [share, setShare] = useState<number | null>(null)
  const [problem, setProblem] = useState<UploadProblem | null>(null)
  const running = useRef<AbortController | null>(null)

  async function upload(file: File, name: string) {
    const controller = new AbortController()
    running.current = controller
    setProblem(null)
    setShare(0)
    let model: Model | null = null
    try {
      model = await uploadModel(file, name, { signal: controller.signal, onProgress: setShare })
    } catch (error) {
      if (!controller.signal.aborted) setProblem(explain(error))
    }
    running.current = null
    setShare(null)
    onDone(model)
  }

  return {
    share,
    problem,
    upload,
    cancel: () => running.current?.abort(),
    refuse: (text: string) => setProblem({ code: 'invalid_input', title: 'This file can’t be kept', text }),
    forgive: () => setProblem(null),
  }
}

function explain(error: unknown): UploadProblem {
  const title = 'The upload did not work'
  if (!(error instanceof ApiError)) {
    return { code: 'internal', title, text: 'Something went wrong in this page.' }
  }
  const { code, message } = error
  if (code === 'name_taken')
    return { code, title, text: 'You have a model of this name already. Choose another.' }
  if (code === 'rate_limited') return { code, title, text: 'Too many at once. There is room in a minute.' }
  return { code, title, text: message }
}
