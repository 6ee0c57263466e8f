import type { Dodo } from '../context'
import { ApiError, type Incoming, pathParam, type Route, redirect } from '../http'
import type { PortalSession } from '../model/orders'
import type { Subscription } from '../model/subscriptions'
import { portalPage } from '../pages/portal-page'
import { patchSubscription } from '../subscriptions/changes'
import { findSubscription } from '../subscriptions/find'
import { openCardUpdate } from '../subscriptions/new-card'

/** The customer portal: a link with a token is all that a customer needs. */
export const portalRoutes: Route[] = [
  {
    method: 'GET',
    path: '/portal/:token',
    access: 'public',
    handle: (dodo, incoming) => portalPage(dodo, findPortal(dodo, incoming)),
  },
  action('cancel', (dodo, subscription) => {
    patchSubscription(dodo, subscription, { cancel_at_next_billing_date: true })
    return undefined
  }),
  action('cancel-now', (dodo, subscription) => {
    patchSubscription(dodo, subscription, { status: 'cancelled' })
    return undefined
  }),
  action('resume', (dodo, subscription) => {
    patchSubscription(dodo, subscription, { cancel_at_next_billing_date: false })
    return undefined
  }),
  action('card', (dodo, subscription, portalUrl) => {
    return `/card/${openCardUpdate(dodo, subscription, portalUrl).payment_id}`
  }),
]

/** A button of the portal, for the customer's own subscriptions only; leads to the page it names, or back. */
function action(
  verb: string,
  act: (dodo: Dodo, subscription: Subscription, portalUrl: string) => string | undefined,
): Route {
  return {
    method: 'POST',
    path: `/portal/:token/subscriptions/:subscription_id/${verb}`,
    access: 'public',
    handle(dodo, incoming) {
      const portal = findPortal(dodo, incoming)
      const subscription = findSubscription(dodo, pathParam(incoming, 'subscription_id'))
      if (subscription.customer_id !== portal.customer_id) {
        throw new ApiError(404, 'SUBSCRIPTION_NOT_FOUND', 'This customer has no such subscription')
      }
      const own = `/portal/${portal.token}`
      return redirect(act(dodo, subscription, `${dodo.url}${own}`) ?? own)
    },
  }
}

function findPortal(dodo: Dodo, incoming: Incoming): PortalSession {
  const token = pathParam(incoming, 'token')
  const portal = dodo.store.state.portals.find((entry) => entry.token === token)
  if (!portal || Date.parse(portal.expires_at) <= dodo.now().getTime()) {
    throw new ApiError(404, 'PORTAL_SESSION_NOT_FOUND', 'This portal link is not valid any more')
  }
  return portal
}
