import { BonusInput, saveBonus } from '@/lib/admin/catalogue/items'
import { BonusItem } from '@/lib/admin/shapes/catalogue'
import { forgetPriceList } from '@/lib/catalogue/price-list'
import { endpoint } from '@/lib/http/endpoint'

// POST /api/admin/catalogue/bonuses: an admin changes what newcomers are given
export const POST = endpoint(
  { auth: 'admin', summary: 'Change a bonus', input: BonusInput, output: BonusItem },
  async ({ user, input }) => {
    const saved = await saveBonus(user.id, input)
    forgetPriceList()
    return saved
  },
)
