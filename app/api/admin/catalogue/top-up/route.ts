import { saveTopUpProduct, TopUpInput } from '@/lib/admin/catalogue/items'
import { TopUpItem } from '@/lib/admin/shapes/catalogue'
import { endpoint } from '@/lib/http/endpoint'

// POST /api/admin/catalogue/top-up: an admin says which product cards for automatic top-ups are allowed on
export const POST = endpoint(
  { auth: 'admin', summary: 'Change the product of automatic top-ups', input: TopUpInput, output: TopUpItem },
  async ({ user, input }) => saveTopUpProduct(user.id, input),
)
