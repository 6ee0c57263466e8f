'use client'

import { type ComponentProps, useState } from 'react'
import { toast } from 'sonner'
import { Button } from '@/components/ui/button'
import { asApiError, postJson } from '@/lib/api-client'

type DodoCheckoutButtonProps = Omit<ComponentProps<typeof Button>, 'onClick' | 'pending'> & {
  packageId: string
  /** Of a package that is sold by quantity; 1 when left out. */
  quantity?: number
}

/** Opens a checkout page for a package. Sends its id and how many, and nothing else; the server knows the price. */
export function DodoCheckoutButton({ packageId, quantity, ...props }: DodoCheckoutButtonProps) {
  const [isOpening, setIsOpening] = useState(false)

  async function openCheckout() {
    setIsOpening(true)
    try {
      const { checkoutUrl } = await postJson<{ checkoutUrl: string }>('/api/dodopayments/checkout', {
        packageId,
        quantity,
      })
      window.location.assign(checkoutUrl)
      // Stays pending until the browser has left; a return through the back button starts afresh.
      window.addEventListener('pageshow', () => setIsOpening(false), { once: true })
    } catch (error) {
      setIsOpening(false)
      toast.error(asApiError(error).message)
    }
  }

  return <Button {...props} pending={isOpening} onClick={openCheckout} />
}
