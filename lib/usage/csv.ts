import 'server-only'
import { toLine } from '@/lib/csv'
import type { UsageRow } from './usage-days'

/** Usage rows as CSV (RFC 4180), in their order. */
export async function* writeUsage(rows: UsageRow[]): AsyncGenerator<string> {
  yield toLine(['day', 'feature', 'model', 'calls', 'failed_calls', 'credits', 'tokens'])
  for (const { day, feature, model, calls, failedCalls, credits, tokens } of rows) {
    yield toLine([day, feature, model, calls, failedCalls, credits, tokens])
  }
}
