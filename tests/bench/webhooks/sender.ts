// The payment provider of the webhook bench, in a process of its own so that nothing keeps it from being on time.
import type { Delivery } from '../../helpers/webhooks/deliveries'
import { type Sending, sendDeliveries } from '../../helpers/webhooks/send'

export type Order = { url: string; deliveries: Delivery[]; sending: Sending }

process.once('message', (order: Order) => {
  void sendDeliveries(order.url, order.deliveries, order.sending).then((attempts) => {
    process.send?.(attempts, () => process.exit(0))
  })
})
process.once('disconnect', () => process.exit(1))
process.send?.('ready')
