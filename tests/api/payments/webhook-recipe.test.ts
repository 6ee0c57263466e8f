import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { PROJECT_ROOT } from '../../../local/paths'
import { useApp } from '../../helpers/app/use-app'

const app = useApp()
const recipes = readFileSync(join(PROJECT_ROOT, 'docs/recipes.md'), 'utf8')
const [, command = '', script = ''] = /^ *node (--env-file.*) <<'JS'\n([\s\S]*?)^ *JS$/m.exec(recipes) ?? []

test('the recipe’s own way to send an event is heard', async () => {
  const options = command.split(' ').filter((option) => !option.startsWith('--env-file='))
  const said = execFileSync(process.execPath, options, {
    input: script,
    cwd: PROJECT_ROOT,
    env: { ...process.env, ...app.env },
    encoding: 'utf8',
  })
  expect(said).toBe('200 {"status":"ignored"}\n')
  const events = await app.sql<{ status: string }[]>`
    select distinct status from public.webhook_events where payload ->> 'id' = 'lic_1'`
  expect(events).toEqual([{ status: 'ignored' }])
})
