import { expect, test } from 'vitest'
import { composePreview } from '../../../components/tools/code/preview'
import { zip } from '../../../components/tools/code/zip'

const FILES = [
  { path: 'index.html', content: '<p>Grüße 🐝</p>' },
  { path: 'src/empty.ts', content: '' },
  { path: 'naïve.md', content: 'x'.repeat(70_000) },
]

/** What an archive holds, by its central directory as unpackers read it. */
function unpack(bytes: Uint8Array) {
  const view = new DataView(bytes.buffer)
  const end = bytes.length - 22
  expect(view.getUint32(end, true)).toBe(0x06054b50)
  const count = view.getUint16(end + 10, true)
  let entry = view.getUint32(end + 16, true)
  expect(entry + view.getUint32(end + 12, true)).toBe(end)
  return Array.from({ length: count }, () => {
    expect(view.getUint32(entry, true)).toBe(0x02014b50)
    const [checksum, size] = [view.getUint32(entry + 16, true), view.getUint32(entry + 24, true)]
    const nameLength = view.getUint16(entry + 28, true)
    const path = new TextDecoder().decode(bytes.subarray(entry + 46, entry + 46 + nameLength))
    const local = view.getUint32(entry + 42, true)
    expect(view.getUint32(local, true)).toBe(0x04034b50)
    expect(view.getUint32(local + 14, true)).toBe(checksum)
    const begin = local + 30 + view.getUint16(local + 26, true)
    entry += 46 + nameLength
    return { path, content: new TextDecoder().decode(bytes.subarray(begin, begin + size)), checksum }
  })
}

test('an archive holds every file under its path, with its bytes and its checksum', () => {
  const unpacked = unpack(zip(FILES))
  expect(unpacked.map(({ path, content }) => ({ path, content }))).toEqual(FILES)
  expect(unpacked[1]?.checksum).toBe(0)
  // The checksum that the format's documents use as their example.
  expect(unpack(zip([{ path: 'a', content: '123456789' }]))[0]?.checksum).toBe(0xcbf43926)
})

test('a project without files is an empty archive', () => {
  expect(unpack(zip([]))).toEqual([])
})

test('a web page shows with its own styles and scripts in place, and nothing else is touched', () => {
  const page = composePreview([
    {
      path: 'index.html',
      content:
        '<link rel="stylesheet" href="./styles.css"><link rel="icon" href="icon.svg"><script src="script.js" defer></script><script src="https://other.example/x.js"></script>',
    },
    { path: 'styles.css', content: 'p { color: red }' },
    { path: 'script.js', content: "print('</script>$&')" },
  ])
  expect(page).toBe(
    '<style>p { color: red }</style><link rel="icon" href="icon.svg"><script type="module">print(\'<\\/script>$&\')</script><script src="https://other.example/x.js"></script>',
  )
  expect(composePreview([{ path: 'main.py', content: '' }])).toBeUndefined()
})
