import { z } from 'zod'
import { endpoint } from '@/lib/http/endpoint'
import { Model, ModelAllowance } from '@/lib/models/model'
import { modelExtension, refuseModelFile } from '@/lib/models/model-file'
import { getModelAllowance, listModels, startModelUpload } from '@/lib/models/models'

const UploadInput = z
  .object({
    name: z.string().trim().min(1).max(120),
    fileName: z.string().max(255),
    sizeBytes: z.int().min(0),
  })
  .superRefine(({ fileName, sizeBytes }, context) => {
    const message = refuseModelFile({ name: fileName, size: sizeBytes })
    if (message) context.addIssue({ code: 'custom', path: ['fileName'], message })
  })

// GET /api/models: the caller's models, newest first, and what their plan allows
export const GET = endpoint(
  {
    summary: 'Your models, newest first, and what your plan allows',
    output: z.object({ models: z.array(Model), allowance: ModelAllowance }),
  },
  async ({ user }) => {
    const [models, allowance] = await Promise.all([listModels(user.id), getModelAllowance(user.id)])
    return { models, allowance }
  },
)

// POST /api/models: begin the upload of a model, by an address to put its file to
export const POST = endpoint(
  {
    summary: 'Begin the upload of a model: answers where to PUT its file',
    rateLimit: { burst: 30, perMinute: 2 },
    input: UploadInput,
    output: z.object({ modelId: z.uuid(), uploadUrl: z.url() }),
  },
  async ({ user, input: { name, fileName, sizeBytes } }) =>
    startModelUpload(user.id, { name, extension: modelExtension(fileName) ?? '', sizeBytes }),
)
