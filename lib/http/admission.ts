import 'server-only'
import { z } from 'zod'
import { readLeadId } from '@/lib/auth/lead-cookie'
import { getUserId, SessionUser } from '@/lib/auth/session'
import { AppError, type ErrorCode, isErrorCode } from '@/lib/errors'
import { callRpc } from '@/lib/supabase/rpc'

/** `user` when left out. `lead`: also visitors on trial. `public`: everyone, and nobody is looked up. */
export type Access = 'user' | 'lead' | 'admin' | 'public'

/** Whoever owns the credits that a call is paid with. */
export type Caller = { kind: 'user' | 'lead'; id: string }

/** A token bucket for each caller: so many calls at once, refilled by so many a minute, within a day at most. */
export type RateLimit = { burst: number; perMinute: number }

const Rate = z.object({ limit: z.int(), remaining: z.int(), resetSeconds: z.int() })
const Refusal = z.object({ code: z.string(), details: z.record(z.string(), z.unknown()).nullish() })
const LeadCaller = z.object({ id: z.uuid() }).strict()

/** What admit_caller and begin_call have in common. */
export const Admission = z.object({
  caller: z.union([SessionUser, LeadCaller]).optional(),
  rate: Rate,
  error: Refusal.optional(),
})
export type Admission = z.infer<typeof Admission>

/** Who says they are calling, by their session or their trial's cookie. Throws unauthorized when nobody does. */
export async function identifyCaller(access: Exclude<Access, 'public'>): Promise<Caller> {
  const userId = await getUserId()
  if (userId) return { kind: 'user', id: userId }
  const leadId = access === 'lead' ? await readLeadId() : null
  if (leadId) return { kind: 'lead', id: leadId }
  throw new AppError('unauthorized')
}

/** The arguments that admit_caller and begin_call share. */
export function admissionArguments(caller: Caller, access: Access, bucket: string, rateLimit: RateLimit) {
  return {
    p_kind: caller.kind,
    p_owner_id: caller.id,
    p_access: access,
    p_bucket: bucket,
    p_burst: rateLimit.burst,
    p_per_minute: rateLimit.perMinute,
  }
}

/** Count the call and look its caller up. `admit_caller`; refusals come back in `error`, see assertAdmitted. */
export function admitCaller(...args: Parameters<typeof admissionArguments>): Promise<Admission> {
  return callRpc('admit_caller', admissionArguments(...args), Admission)
}

/** The bucket of a route with a limit of its own: one for all that its path parameters may say, however it is written. */
export function routeBucket(pathname: string, params: Record<string, string | string[] | undefined>): string {
  const values = Object.values(params).flat()
  const segments = pathname.split('/').map((segment) => {
    const text = decodeURIComponent(segment)
    return values.includes(segment) || values.includes(text) ? '*' : text
  })
  return segments.join('/')
}

const asCode = (code: string): ErrorCode => (isErrorCode(code) ? code : 'internal')

/** Throws what the database refused the call with. */
export function assertAdmitted({ error }: Admission): void {
  if (!error) return
  const details = error.details && Object.keys(error.details).length > 0 ? error.details : undefined
  throw new AppError(asCode(error.code), { details })
}

/** The headers that tell a caller how many calls are left (draft-ietf-httpapi-ratelimit-headers). */
export function rateHeaders({ rate }: Admission, { burst, perMinute }: RateLimit): Record<string, string> {
  return {
    'ratelimit-limit': String(rate.limit),
    'ratelimit-remaining': String(rate.remaining),
    'ratelimit-reset': String(rate.resetSeconds),
    'ratelimit-policy': `${burst};w=${Math.ceil((burst * 60) / perMinute)}`,
  }
}
