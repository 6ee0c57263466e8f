import { expect, it } from 'vitest'
import { NOTIFICATION_KINDS } from '../../../lib/notifications/kinds'
import { useDatabase } from '../../helpers/database'

const database = useDatabase()

it('knows the same kinds in the table and in the code', async () => {
  const rows = await database.sql<{ kind: string }[]>`select kind from public.notification_kinds`
  expect(rows.map(({ kind }) => kind).sort()).toEqual(Object.keys(NOTIFICATION_KINDS).sort())
})
