import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { loadSecrets } from '../../../local/setup/secrets'

const folder = mkdtempSync(join(tmpdir(), 'creditkit-secrets-'))
const file = join(folder, 'secrets.json')
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('the local stack keeps its keys, and makes up those that a later version wants as well', () => {
  const first = loadSecrets(file)
  expect(loadSecrets(file)).toEqual(first)
  const { unsubscribeSecret: _missing, ...older } = first
  writeFileSync(file, JSON.stringify(older))
  const second = loadSecrets(file)
  expect(second).toMatchObject(older)
  expect(second.unsubscribeSecret).toMatch(/^[0-9a-f]{64}$/)
  expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(second)
  writeFileSync(file, 'no JSON')
  expect(loadSecrets(file).jwtSecret).not.toBe(first.jwtSecret)
})
