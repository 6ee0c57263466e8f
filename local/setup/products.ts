import type { Sql } from 'postgres'
import { z } from 'zod'
import type { SeedProduct } from '../dodo/resources/products'

const rows = z.array(
  z.object({
    product_id: z.string(),
    name: z.string(),
    price_cents: z.coerce.number().int(),
    currency: z.string(),
    billed: z.enum(['once', 'monthly']),
  }),
)

/** The products that the catalogue's packages, their tiers and plans name, as the payment stand-in wants them. Empty without a catalogue. */
export async function readProducts(sql: Sql): Promise<SeedProduct[]> {
  const [catalogue] = await sql`select to_regclass('public.credit_packages') is not null as exists`
  if (!catalogue?.exists) return []
  return rows.parse(
    await sql`
      select dodo_product_id as product_id, name, price_cents, currency, 'once' as billed
      from public.credit_packages where dodo_product_id is not null
      union all
      select t.dodo_product_id, p.name || ' (' || t.min_quantity || ' or more)', t.price_cents, p.currency, 'once'
      from public.package_tiers t join public.credit_packages p on p.id = t.package_id
      union all
      select dodo_product_id, name || ' plan', price_cents, currency, 'monthly'
      from public.plans where dodo_product_id is not null
      union all
      select dodo_product_id, 'Automatic top-up', 0, currency, 'monthly' from public.top_up_products`,
  )
}
