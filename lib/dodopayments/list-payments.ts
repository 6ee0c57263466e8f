import 'server-only'
import { dodoClient, type PaymentQuery } from './client'

const PAGE = 100

/** The payments that fit, a page at a time. Throws what the SDK throws. */
export async function* listPayments(query: Omit<PaymentQuery, 'page_size' | 'page_number'>) {
  for (let page = 0; ; page += 1) {
    // Counted by hand from 0: the SDK's own paging begins with the second page.
    const { items } = await dodoClient().payments.list({ ...query, page_size: PAGE, page_number: page })
    yield items
    if (items.length < PAGE) return
  }
}
