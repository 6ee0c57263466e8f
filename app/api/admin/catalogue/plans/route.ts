import { PlanInput, savePlan } from '@/lib/admin/catalogue/items'
import { PlanItem } from '@/lib/admin/shapes/catalogue'
import { forgetPriceList } from '@/lib/catalogue/price-list'
import { endpoint } from '@/lib/http/endpoint'

// POST /api/admin/catalogue/plans: an admin changes a plan, or adds one
export const POST = endpoint(
  { auth: 'admin', summary: 'Change or add a plan', input: PlanInput, output: PlanItem },
  async ({ user, input }) => {
    const saved = await savePlan(user.id, input)
    forgetPriceList()
    return saved
  },
)
