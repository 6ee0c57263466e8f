import { z } from 'zod'
import { createCheckout } from '@/lib/dodopayments/checkout'
import { endpoint } from '@/lib/http/endpoint'

const CheckoutInput = z.object({ packageId: z.string().min(1).max(40) })

// POST /api/dodopayments/checkout: open a checkout page for one package
export const POST = endpoint(
  {
    summary: 'Open a checkout page for a package',
    input: CheckoutInput,
    output: z.object({ purchaseId: z.uuid(), checkoutUrl: z.url() }),
  },
  async ({ user, input }) => createCheckout(user, input.packageId),
)
