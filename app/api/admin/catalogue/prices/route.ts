import { PriceInput, schedulePrice } from '@/lib/admin/catalogue/prices'
import { PriceItem } from '@/lib/admin/shapes/catalogue'
import { forgetPriceList } from '@/lib/catalogue/price-list'
import { endpoint } from '@/lib/http/endpoint'

// POST /api/admin/catalogue/prices: an admin sets what a feature costs, now or from a moment on
export const POST = endpoint(
  { auth: 'admin', summary: 'Set or schedule the price of a feature', input: PriceInput, output: PriceItem },
  async ({ user, input }) => {
    const saved = await schedulePrice(user.id, input)
    forgetPriceList()
    return saved
  },
)
