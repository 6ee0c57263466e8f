import { z } from 'zod'
import { getPackages, Package } from '@/lib/catalogue/packages'
import { endpoint } from '@/lib/http/endpoint'

const PackagesAnswer = z.object({ packages: z.array(Package) })

// GET /api/credits/packages: what is on sale
export const GET = endpoint(
  { auth: 'public', summary: 'The packages on sale', output: PackagesAnswer },
  async () => ({ packages: await getPackages() }),
)
