import { z } from 'zod'
import { endpoint } from '@/lib/http/endpoint'
import { getPurchase } from '@/lib/purchases/get-purchase'

const PurchaseInput = z.object({ id: z.uuid() })

// GET /api/purchases/:id: how far a purchase of the caller has come
export const GET = endpoint({ input: PurchaseInput }, async ({ user, input }) =>
  getPurchase(user.id, input.id),
)
