import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { AdminPurchase } from '../../../lib/purchases/admin-purchase'
import { previewMoneyRefund } from '../../../lib/purchases/refund-preview'
import { useDatabase } from '../../helpers/database'
import { balance, deduct } from '../../helpers/ledger'
import { addPaidPurchase, reportRefund } from '../../helpers/refunds'

const database = useDatabase()

it('a refund takes exactly the credits that its preview names', async () => {
  const { sql } = database
  const cents = fc.integer({ min: 1, max: 999 })
  await fc.assert(
    fc.asyncProperty(
      fc.nat({ max: 150 }),
      fc.option(cents),
      cents,
      fc.boolean(),
      async (spent, earlier, wanted, isFrozen) => {
        const { admin, buyer, paymentId, purchaseId } = await addPaidPurchase(sql)
        if (earlier) await reportRefund(sql, paymentId, `ref_${randomUUID()}`, earlier, 'taken')
        const { available } = await balance(sql, buyer)
        if (spent > 0) await deduct(sql, buyer, Math.min(spent, available) || 1).catch(() => undefined)
        const dispute = isFrozen ? 'open' : 'void'
        await sql`select public.record_return('none', 'dispute', ${String(randomUUID())}, ${paymentId}, 1, ${dispute})`
        const [row] = await sql`select * from public.search_purchases(${admin}, ${purchaseId})`
        const purchase = AdminPurchase.parse({ ...row, created_at: '', paid_at: null })
        const before = await balance(sql, buyer)
        const preview = previewMoneyRefund(purchase, wanted)
        await reportRefund(sql, paymentId, `ref_${randomUUID()}`, wanted, 'taken')
        const after = await balance(sql, buyer)
        expect(after.debt - before.debt).toBe(preview.owed)
        expect(before.available + before.held - after.available - after.held).toBe(
          preview.takenBack - preview.owed,
        )
      },
    ),
    { numRuns: 80 },
  )
})
