import { cancelPrice, PriceCancelInput } from '@/lib/admin/catalogue/prices'
import { PriceItem } from '@/lib/admin/shapes/catalogue'
import { forgetPriceList } from '@/lib/catalogue/price-list'
import { endpoint } from '@/lib/http/endpoint'

// POST /api/admin/catalogue/prices/cancel: an admin takes back a price that has not come into force
export const POST = endpoint(
  {
    auth: 'admin',
    summary: 'Take back a scheduled price',
    input: PriceCancelInput,
    output: PriceItem,
  },
  async ({ user, input }) => {
    const saved = await cancelPrice(user.id, input)
    forgetPriceList()
    return saved
  },
)
