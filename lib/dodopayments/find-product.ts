import 'server-only'
import { logger } from '@/lib/logger'
import { dodoClient } from './client'

/** A product as Dodo has it, its price in cents without tax. Null: there is none of this id, or Dodo didn't answer. */
export async function findProduct(productId: string) {
  try {
    const { name, price } = await dodoClient().products.retrieve(productId)
    const isPriced = 'price' in price
    return {
      name: name ?? productId,
      priceCents: isPriced ? price.price : null,
      currency: isPriced ? price.currency : null,
    }
  } catch (err) {
    logger().warn({ err, productId }, 'a product could not be looked up')
    return null
  }
}
