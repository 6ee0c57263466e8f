import { z } from 'zod'
import { endpoint } from '@/lib/http/endpoint'
import { getPurchase } from '@/lib/purchases/get-purchase'
import { Purchase } from '@/lib/purchases/purchase'

const PurchaseInput = z.object({ id: z.uuid() })

// GET /api/purchases/:id: how far a purchase of the caller has come
export const GET = endpoint(
  { summary: 'How far a purchase has come', input: PurchaseInput, output: Purchase },
  async ({ user, input }) => getPurchase(user.id, input.id),
)
