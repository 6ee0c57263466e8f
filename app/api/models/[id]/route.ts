import { z } from 'zod'
import { endpoint } from '@/lib/http/endpoint'
import { removeModel } from '@/lib/models/models'

// DELETE /api/models/:id: delete a model and its file
export const DELETE = endpoint(
  {
    summary: 'Delete a model and its file',
    input: z.object({ id: z.uuid() }),
    output: z.object({ id: z.uuid() }),
  },
  async ({ user, input: { id } }) => {
    await removeModel(user.id, id)
    return { id }
  },
)
