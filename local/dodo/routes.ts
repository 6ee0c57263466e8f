import { checkoutRoutes } from './checkout/sessions'
import type { Route } from './http'
import { customerRoutes } from './resources/customers'
import { disputeRoutes } from './resources/disputes'
import { paymentMethodRoutes } from './resources/payment-methods'
import { paymentRoutes } from './resources/payments'
import { productRoutes } from './resources/products'
import { refundRoutes } from './resources/refunds'
import { changePlanRoutes } from './subscriptions/plan/change'
import { subscriptionRoutes } from './subscriptions/routes'

/** The calls of Dodo's API that the stand-in plays. */
export const API_ROUTES: Route[] = [
  ...checkoutRoutes,
  ...paymentRoutes,
  ...customerRoutes,
  ...paymentMethodRoutes,
  ...productRoutes,
  ...refundRoutes,
  ...disputeRoutes,
  ...subscriptionRoutes,
  ...changePlanRoutes,
]
