import { z } from 'zod'
import { endpoint } from '@/lib/http/endpoint'
import { signModelDownload } from '@/lib/models/models'

// GET /api/models/:id/download: an address that saves the model's file, for a minute
export const GET = endpoint(
  {
    summary: 'An address that saves a model, for a minute',
    input: z.object({ id: z.uuid() }),
    output: z.object({ url: z.url() }),
  },
  async ({ user, input }) => ({ url: await signModelDownload(user.id, input.id) }),
)
