import postgres from 'postgres'
import { expect, onTestFinished, test } from 'vitest'
import { readProducts } from '../../../local/setup/products'
import { useDatabase } from '../../helpers/database'
import { control } from '../dodo-harness'
import { startPlans } from './subscribing'

const database = useDatabase()

test('the stand-in sells the packages, their tiers, the plans and the top-ups of the catalogue', async () => {
  const sql = postgres(database.url, { max: 1 })
  onTestFinished(() => sql.end())
  const { url, client } = await startPlans({ products: await readProducts(sql) })
  const price = async (id: string) => {
    const { price: shown, is_recurring } = await client.products.retrieve(id)
    return [is_recurring, 'price' in shown && shown.price]
  }
  expect(await price('pdt_starter')).toEqual([false, 999])
  expect(await price('pdt_custom_10')).toEqual([false, 799])
  expect(await price('pdt_plan_pro')).toEqual([true, 1900])
  expect(await price('pdt_plan_enterprise')).toEqual([true, 9900])
  const { products } = await control<{ products: unknown[] }>(url, 'state')
  const [catalogue] = await sql`
    select (select count(*) from credit_packages where dodo_product_id is not null)
         + (select count(*) from package_tiers)
         + (select count(*) from plans where dodo_product_id is not null)
         + (select count(*) from top_up_products) as total`
  expect(products, 'and nothing else').toHaveLength(Number(catalogue?.total))
})
