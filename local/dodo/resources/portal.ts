import { ApiError, pathParam, type Route } from '../http'
import { portalPage } from '../pages/portal-page'
import { findCustomer } from './customers'

export const portalRoutes: Route[] = [
  {
    method: 'GET',
    path: '/portal/:token',
    access: 'public',
    handle(dodo, incoming) {
      const token = pathParam(incoming, 'token')
      const portal = dodo.store.state.portals.find((entry) => entry.token === token)
      if (!portal || Date.parse(portal.expires_at) <= dodo.now().getTime()) {
        throw new ApiError(404, 'PORTAL_SESSION_NOT_FOUND', 'This portal link is not valid any more')
      }
      const payments = dodo.store.state.payments.filter(
        (payment) => payment.customer_id === portal.customer_id,
      )
      return portalPage(dodo, portal, findCustomer(dodo, portal.customer_id), payments)
    },
  },
]
