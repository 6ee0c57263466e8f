import { z } from 'zod'
import { endpoint } from '@/lib/http/endpoint'
import { Model } from '@/lib/models/model'
import { finishModelUpload } from '@/lib/models/models'

// POST /api/models/confirm: take in a model whose file was put to its address
export const POST = endpoint(
  {
    summary: 'Take in a model whose file was uploaded',
    input: z.object({ modelId: z.uuid() }),
    output: Model,
  },
  async ({ user, input }) => finishModelUpload(user.id, input.modelId),
)
