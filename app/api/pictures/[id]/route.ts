import { z } from 'zod'
import { endpoint } from '@/lib/http/endpoint'
import { removePicture } from '@/lib/pictures/store-picture'

// DELETE /api/pictures/:id: delete a picture
export const DELETE = endpoint(
  {
    auth: 'lead',
    summary: 'Delete a picture',
    input: z.object({ id: z.uuid() }),
    output: z.object({ id: z.uuid() }),
  },
  async ({ owner, input: { id } }) => {
    await removePicture(owner.id, id)
    return { id }
  },
)
