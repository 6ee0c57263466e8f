import { PackageInput, savePackage } from '@/lib/admin/catalogue/items'
import { PackageItem } from '@/lib/admin/shapes/catalogue'
import { forgetPriceList } from '@/lib/catalogue/price-list'
import { endpoint } from '@/lib/http/endpoint'

// POST /api/admin/catalogue/packages: an admin changes a package, or adds one
export const POST = endpoint(
  { auth: 'admin', summary: 'Change or add a package', input: PackageInput, output: PackageItem },
  async ({ user, input }) => {
    const saved = await savePackage(user.id, input)
    forgetPriceList()
    return saved
  },
)
