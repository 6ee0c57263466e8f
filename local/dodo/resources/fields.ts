import { z } from 'zod'

const METADATA_PAIRS = 50

/** Dodo's metadata: up to 50 pairs of short names and strings, numbers or booleans. */
export const metadata = z
  .record(
    z.string().regex(/^[A-Za-z0-9_-]{1,40}$/, 'a metadata key is up to 40 letters, digits, _ or -'),
    z.union([z.string().max(500), z.number(), z.boolean()]),
  )
  .refine(
    (pairs) => Object.keys(pairs).length <= METADATA_PAIRS,
    `metadata holds up to ${METADATA_PAIRS} pairs`,
  )

/** A point in time with its offset, as the ISO text that the stand-in keeps. */
export const isoMoment = z.iso.datetime({ offset: true }).transform((text) => new Date(text).toISOString())

/** A billing address with at least a country of two capital letters. */
export const billingAddress = z.object({
  country: z.string().regex(/^[A-Z]{2}$/, 'a country is two capital letters'),
  city: z.string().nullish(),
  state: z.string().nullish(),
  street: z.string().nullish(),
  zipcode: z.string().nullish(),
})

/** An address that a browser may be sent to; no `javascript:` and the like. */
export const webAddress = z.url({ protocol: /^https?$/ })

/** An amount or a count as the API carries it: a whole number that fits 32 bits. */
export const int32 = z.number().int().max(2_147_483_647)

/** Three capital letters that the runtime knows as a currency. */
export const currencyCode = z
  .string()
  .regex(/^[A-Z]{3}$/)
  .refine((code) => Intl.supportedValuesOf('currency').includes(code), 'unknown currency')
