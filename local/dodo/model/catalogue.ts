export type Metadata = Record<string, string | number | boolean>

export type Interval = 'Day' | 'Week' | 'Month' | 'Year'

/** A length of time as Dodo counts it: so many days, weeks, months or years. */
export type Span = { count: number; interval: Interval }

export type Customer = {
  customer_id: string
  email: string
  name: string
  phone_number: string | null
  metadata: Metadata
  created_at: string
}

/** What both kinds of price have. Amounts in minor units, the discount in percent. */
type CommonPrice = {
  price: number
  currency: string
  discount: number
  purchasing_power_parity: boolean
  tax_inclusive: boolean | null
}

export type OneTimePrice = CommonPrice & {
  type: 'one_time_price'
  pay_what_you_want: boolean
  suggested_price: number | null
}

export type RecurringPrice = CommonPrice & {
  type: 'recurring_price'
  payment_frequency_count: number
  payment_frequency_interval: Interval
  subscription_period_count: number
  subscription_period_interval: Interval
  trial_period_days: number
}

export type Product = {
  product_id: string
  name: string
  description: string | null
  tax_category: 'digital_products' | 'saas' | 'e_book' | 'edtech' | 'live_tutoring'
  metadata: Metadata
  price: OneTimePrice | RecurringPrice
  created_at: string
  updated_at: string
}
