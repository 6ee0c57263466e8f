import 'server-only'
import { dodoClient, type PaymentQuery } from './client'

const PAGE = 100

type Page = { page_size: number; page_number: number }

/** What a list has, a page at a time. Throws what the SDK throws. */
async function* pages<Item>(load: (page: Page) => PromiseLike<{ items: Item[] }>) {
  for (let page = 0; ; page += 1) {
    // Counted by hand from 0: the SDK's own paging begins with the second page.
    const { items } = await load({ page_size: PAGE, page_number: page })
    yield items
    if (items.length < PAGE) return
  }
}

export const listPayments = (query: Omit<PaymentQuery, keyof Page>) =>
  pages((page) => dodoClient().payments.list({ ...query, ...page }))

/** Refunds that were made since a moment. */
export const listRefunds = (since: string) =>
  pages((page) => dodoClient().refunds.list({ created_at_gte: since, ...page }))

/** Disputes that were opened since a moment. */
export const listDisputes = (since: string) =>
  pages((page) => dodoClient().disputes.list({ created_at_gte: since, ...page }))
