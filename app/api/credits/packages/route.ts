import { z } from 'zod'
import { getPackages } from '@/lib/catalogue/packages'
import { endpoint } from '@/lib/http/endpoint'

const PackagesAnswer = z.object({
  packages: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      credits: z.int(),
      priceCents: z.int(),
      currency: z.string(),
      isPopular: z.boolean(),
    }),
  ),
})

// GET /api/credits/packages: what is on sale
export const GET = endpoint(
  { auth: 'public', summary: 'The packages on sale', output: PackagesAnswer },
  async () => ({ packages: await getPackages() }),
)
