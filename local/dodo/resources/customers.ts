import { z } from 'zod'
import { createId, type Dodo } from '../context'
import {
  ApiError,
  isCreatedWithin,
  json,
  listQuery,
  pageOf,
  parseInput,
  pathParam,
  queryObject,
  type Route,
} from '../http'
import type { Customer } from '../model/catalogue'
import { customerPayload } from '../payloads/known'
import { metadata, webAddress } from './fields'

const PORTAL_HOURS = 24

const createBody = z.object({
  email: z.email(),
  name: z.string().min(1),
  phone_number: z.string().nullish(),
  metadata: metadata.optional(),
})

const patchBody = z.object({
  email: z.email().nullish(),
  name: z.string().min(1).nullish(),
  phone_number: z.string().nullish(),
  metadata: metadata.nullish(),
})

const customerQuery = z.object({
  ...listQuery,
  email: z.string().optional(),
  name: z.string().optional(),
})

const portalQuery = z.object({
  return_url: webAddress.optional(),
  send_email: z.stringbool().optional(),
})

/** The customer with this id, or 404. */
export function findCustomer(dodo: Dodo, customerId: string): Customer {
  const customer = dodo.store.state.customers.find((entry) => entry.customer_id === customerId)
  if (!customer) throw new ApiError(404, 'CUSTOMER_NOT_FOUND', `Customer ${customerId} not found`)
  return customer
}

/** The oldest customer with this address, upper and lower case alike. */
export function findCustomerByEmail(dodo: Dodo, email: string): Customer | undefined {
  return dodo.store.state.customers.find((entry) => entry.email.toLowerCase() === email.toLowerCase())
}

/** Adds a customer to the books. */
export function createCustomer(dodo: Dodo, details: z.output<typeof createBody>): Customer {
  const customer: Customer = {
    customer_id: createId('cus'),
    email: details.email,
    name: details.name,
    phone_number: details.phone_number ?? null,
    metadata: details.metadata ?? {},
    created_at: dodo.now().toISOString(),
  }
  dodo.store.state.customers.push(customer)
  return customer
}

export const customerRoutes: Route[] = [
  {
    method: 'POST',
    path: '/customers',
    access: 'api',
    handle: (dodo, incoming) =>
      json(customerPayload(createCustomer(dodo, parseInput(createBody, incoming.body)))),
  },
  {
    method: 'GET',
    path: '/customers',
    access: 'api',
    handle(dodo, incoming) {
      const query = parseInput(customerQuery, queryObject(incoming))
      const found = dodo.store.state.customers.filter(
        (customer) =>
          (query.email === undefined || customer.email.toLowerCase() === query.email.toLowerCase()) &&
          (query.name === undefined || customer.name.toLowerCase().includes(query.name.toLowerCase())) &&
          isCreatedWithin(customer, query),
      )
      return json({ items: pageOf(found, query).map(customerPayload) })
    },
  },
  {
    method: 'GET',
    path: '/customers/:customer_id',
    access: 'api',
    handle: (dodo, incoming) => json(customerPayload(findCustomer(dodo, pathParam(incoming, 'customer_id')))),
  },
  {
    method: 'PATCH',
    path: '/customers/:customer_id',
    access: 'api',
    handle(dodo, incoming) {
      const customer = findCustomer(dodo, pathParam(incoming, 'customer_id'))
      const changes = parseInput(patchBody, incoming.body)
      customer.email = changes.email ?? customer.email
      customer.name = changes.name ?? customer.name
      customer.metadata = changes.metadata ?? customer.metadata
      if (changes.phone_number !== undefined) customer.phone_number = changes.phone_number
      return json(customerPayload(customer))
    },
  },
  {
    method: 'POST',
    path: '/customers/:customer_id/customer-portal/session',
    access: 'api',
    handle(dodo, incoming) {
      const customer = findCustomer(dodo, pathParam(incoming, 'customer_id'))
      const query = parseInput(portalQuery, queryObject(incoming))
      const token = createId('pts')
      dodo.store.state.portals.push({
        token,
        customer_id: customer.customer_id,
        return_url: query.return_url ?? null,
        expires_at: new Date(dodo.now().getTime() + PORTAL_HOURS * 3_600_000).toISOString(),
      })
      return json({ link: `${dodo.url}/portal/${token}` })
    },
  },
]
