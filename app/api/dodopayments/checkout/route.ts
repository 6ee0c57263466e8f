import { z } from 'zod'
import { createCheckout } from '@/lib/dodopayments/checkout'
import { endpoint } from '@/lib/http/endpoint'

const CheckoutInput = z.object({
  packageId: z.string().min(1).max(40),
  quantity: z
    .int()
    .min(1)
    .max(10_000)
    .default(1)
    .meta({ description: 'At most the maxQuantity of the package.' }),
})

// POST /api/dodopayments/checkout: open a checkout page for a package, or several of one that is sold by quantity
export const POST = endpoint(
  {
    summary: 'Open a checkout page for a package',
    input: CheckoutInput,
    output: z.object({ purchaseId: z.uuid(), checkoutUrl: z.url() }),
  },
  async ({ user, input }) => createCheckout(user, input.packageId, input.quantity),
)
