// @vitest-environment happy-dom
import { act, createElement } from 'react'
import { createRoot } from 'react-dom/client'
import { expect, test, vi } from 'vitest'
import { useRetryKey } from '../../../components/admin/form/use-retry-key'

vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true)

function mount(): ReturnType<typeof useRetryKey> {
  let keys: ReturnType<typeof useRetryKey> | undefined
  const Form = () => {
    keys = useRetryKey()
    return null
  }
  act(() => createRoot(document.createElement('div')).render(createElement(Form)))
  if (!keys) throw new Error('Nothing was drawn.')
  return keys
}

test('an order keeps its key, also after others, until it is forgotten', () => {
  const { keyFor, forget } = mount()
  const [first, second] = [keyFor('10'), keyFor('20')]
  expect(second).not.toBe(first)
  expect(keyFor('10')).toBe(first)
  forget('10')
  expect(keyFor('10')).not.toBe(first)
  expect(keyFor('20')).toBe(second)
})

test('two forms never share a key', () => {
  expect(mount().keyFor('10')).not.toBe(mount().keyFor('10'))
})
