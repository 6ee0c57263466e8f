import { z } from 'zod'
import { GRANT_SOURCES } from '@/lib/credits/movement'
import { ListDays } from '@/lib/reports/period'

/** What people did on the days that their list is narrowed to. */
export const USER_STEPS = ['joined', 'used', 'paid', 'first_paid'] as const
export type UserStep = (typeof USER_STEPS)[number]

export const USER_SORTS = ['newest', 'balance', 'spending', 'active'] as const

/** The step of a filter and its days. */
export function splitWhen(when: `${UserStep}-${string}`): { step: UserStep; days: ListDays } {
  const dash = when.indexOf('-')
  return { step: when.slice(0, dash) as UserStep, days: when.slice(dash + 1) }
}

const Place = z.templateLiteral([z.union([z.int(), z.iso.datetime({ offset: true })]), '~', z.uuid()])

/** Whether a place is one of a list that is sorted so: by a time, or by credits. */
const isPlaceOf = (sort: (typeof USER_SORTS)[number], place: string) =>
  place.includes(':') === (sort === 'newest' || sort === 'active')

/** What the list of people can be narrowed to; empty passes everybody. */
export const UserFilter = z
  .object({
    q: z.string().trim().max(200).catch(''),
    role: z.enum(['user', 'admin']).optional().catch(undefined),
    plan: z.string().max(40).optional().catch(undefined),
    has: z.enum(['debt', 'credits', 'none']).optional().catch(undefined),
    /** A step and its days: `paid-30`, `joined-2026-11-12`. */
    when: z
      .templateLiteral([z.enum(USER_STEPS), '-', z.string()])
      .refine((when) => ListDays.safeParse(splitWhen(when).days).success)
      .optional()
      .catch(undefined),
    sort: z.enum(USER_SORTS).catch('newest'),
    before: Place.optional().catch(undefined),
  })
  .transform(({ before, ...filter }) => ({
    ...filter,
    before: before && isPlaceOf(filter.sort, before) ? before : undefined,
  }))
export type UserFilter = z.infer<typeof UserFilter>

export const FoundUser = z
  .object({
    id: z.uuid(),
    email: z.string(),
    name: z.string().nullable(),
    role: z.enum(['user', 'admin']),
    plan: z.string(),
    available: z.int(),
    held: z.int(),
    debt: z.int(),
    spent: z.int(),
    last_active_at: z.string(),
    created_at: z.string(),
    as_of: z.string().nullable(),
    /** Where the list goes on after them. */
    place: z.string(),
  })
  .transform(({ last_active_at, created_at, as_of, ...row }) => ({
    ...row,
    lastActiveAt: last_active_at,
    createdAt: created_at,
    asOf: as_of,
  }))
/** Somebody as the list shows them. Amounts in credits, as of now but `spent`: that, like the order of the list, is as of `asOf`. */
export type FoundUser = z.infer<typeof FoundUser>

const LiveGrant = z.object({
  id: z.int(),
  source: z.enum(GRANT_SOURCES),
  amount: z.int(),
  remaining: z.int(),
  expiresAt: z.string().nullable(),
  createdAt: z.string(),
  /** The one that is being burnt. */
  isOpen: z.boolean(),
})
export type LiveGrant = z.infer<typeof LiveGrant>

const OpenHold = z.object({
  id: z.int(),
  amount: z.int(),
  feature: z.string().nullable(),
  model: z.string().nullable(),
  createdAt: z.string(),
  /** Null: for as long as a dispute is open. */
  expiresAt: z.string().nullable(),
})
export type OpenHold = z.infer<typeof OpenHold>

const Paid = z.object({ currency: z.string(), paidCents: z.int(), returnedCents: z.int() })
export type Paid = z.infer<typeof Paid>

export const UserAccount = z.object({
  id: z.uuid(),
  email: z.string(),
  name: z.string().nullable(),
  role: z.enum(['user', 'admin']),
  createdAt: z.string(),
  dodoCustomerId: z.string().nullable(),
  plan: z.string(),
  available: z.int(),
  held: z.int(),
  debt: z.int(),
  /** In all, less what was given back; as of `asOf`, which is null before the first count. */
  spent: z.int(),
  asOf: z.string().nullable(),
  /** For packages and plans, tax included, in each currency; the one of most payments first. */
  paid: z.array(Paid),
  lastActiveAt: z.string(),
  /** Whether the audit log has anything that they did as an admin. */
  hasActed: z.boolean(),
  /** In the order in which they are burnt. */
  grants: z.array(LiveGrant),
  holds: z.array(OpenHold),
})
/** Somebody as admins see them. Amounts in credits. */
export type UserAccount = z.infer<typeof UserAccount>
