import { z } from 'zod'
import type { Dodo } from '../context'
import { ApiError, parseInput, type Route } from '../http'
import { API_ROUTES } from '../routes'
import { answer } from './answer'

const faultBody = z.strictObject({
  method: z.enum(['GET', 'POST', 'PATCH', 'DELETE']),
  /** The path as the stand-in's routes write it, such as `/subscriptions/:subscription_id/charge`. */
  path: z.string(),
  /** The status to answer; null cuts the connection without an answer. */
  status: z.number().int().min(400).max(599).nullable(),
  /** True carries the call out first, so that only its answer is lost. */
  after: z.boolean().default(false),
  times: z.number().int().min(1).default(1),
})

/** Wrong answers that were ordered, each with how many calls it is still for. */
export type FaultList = z.output<typeof faultBody>[]

export const faultRoutes: Route[] = [
  {
    method: 'POST',
    path: '/__local/faults',
    access: 'control',
    handle(dodo, incoming) {
      const fault = parseInput(faultBody, incoming.body)
      if (!API_ROUTES.some((route) => route.method === fault.method && route.path === fault.path)) {
        throw new ApiError(422, 'INVALID_REQUEST_BODY', `path: no route is ${fault.method} ${fault.path}`)
      }
      dodo.faults.push(fault)
      return answer(incoming, { faults: dodo.faults })
    },
  },
]

/** The fault ordered for this call, used up once. */
export function takeFault(dodo: Dodo, route: Route): FaultList[number] | undefined {
  const index = dodo.faults.findIndex((fault) => fault.method === route.method && fault.path === route.path)
  const fault = dodo.faults[index]
  if (!fault) return undefined
  fault.times -= 1
  if (fault.times === 0) dodo.faults.splice(index, 1)
  return fault
}
