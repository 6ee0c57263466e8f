'use client'

import { toast } from 'sonner'
import { Button } from '@/components/ui/button'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { useRefresh } from '@/components/ui/use-refresh'
import type { PriceItem } from '@/lib/admin/shapes/catalogue'
import { ApiError, asApiError, postJson } from '@/lib/api-client'
import { namePrice } from './name-price'

type TakeBackButtonProps = {
  price: PriceItem
  effectiveFrom: string
  /** The id of what has the focus once it is taken back, and this button gone. */
  focusAfter: string
}

/** Takes back a price that has not come into force. */
export function TakeBackButton({ price, effectiveFrom, focusAfter }: TakeBackButtonProps) {
  const refresh = useRefresh()
  const { feature, model, version } = price

  async function takeBack() {
    try {
      await postJson('/api/admin/catalogue/prices/cancel', {
        feature,
        model,
        version,
        effectiveFrom,
        reason: 'Taken back before it came into force',
      })
      toast.success('Change cancelled')
    } catch (error) {
      const { status, code } = asApiError(error)
      if (code !== 'conflict') throw error
      throw new ApiError(status, code, 'These prices changed meanwhile, or this one has come into force.')
    } finally {
      refresh()
    }
  }
  return (
    <ConfirmDialog
      trigger={
        <Button variant="link" size="sm" className="text-[0.8125rem]">
          {' '}
          Cancel change{' '}
        </Button>
      }
      title="Cancel this scheduled price?"
      description={`${namePrice(price)} then stays at the price before it.`}
      action="Cancel change"
      dismiss="Keep it"
      focusAfter={focusAfter}
      onConfirm={takeBack}
    />
  )
}
