import { z } from 'zod'

/** What is said about one thing, wherever it is said: the app shows title and text, a mail all of it. */
export type Message = {
  /** One line, without a full stop: the heading, and the mail's subject. */
  title: string
  /** What happened and what follows from it, in one to three sentences. */
  text: string
  /** The page of this app where it goes on. */
  href: string
  /** What the mail's button says. */
  action: string
  /** Figures with their names. */
  facts?: readonly Fact[]
  /** What they come to. */
  total?: Fact
  /** How much is left of something, from 0 to 1. */
  share?: number
  /** Short lines, one below another. */
  lines?: readonly string[]
  /** The lines are steps, to be taken in this order. */
  isOrdered?: boolean
  /** Small print. */
  note?: string
}

export type Fact = readonly [name: string, value: string]

/** Says something of one kind; throws a ZodError for data of another shape. */
export type Wording = (data: unknown) => Message

/** The words for what fits `schema`. */
export const worded =
  <Data>(schema: z.ZodType<Data>, say: (data: Data) => Message): Wording =>
  (data) =>
    say(schema.parse(data))

/** Credits or cents. */
export const Whole = z.int().nonnegative()
export const Currency = z.string().regex(/^[A-Z]{3}$/)
/** A moment as SQL writes it into JSON. */
export const Moment = z.string().pipe(z.coerce.date())
export const Name = z.string().min(1)

const dates = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' })

/** The day in UTC, in words: `20 November 2026`. */
export const formatDay = (moment: Date): string => dates.format(moment)
