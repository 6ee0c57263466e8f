type File = { path: string; content: string }

const UTF8_NAMES = 0x0800
/** 1 January 1980, the first day there is: the same files always give the same archive. */
const DATE = 0x21

/** A ZIP archive of text files, not compressed. Paths with forward slashes become folders. */
export function zip(files: readonly File[]): Uint8Array<ArrayBuffer> {
  const encoder = new TextEncoder()
  const locals: Uint8Array[] = []
  const entries: Uint8Array[] = []
  let offset = 0
  for (const { path, content } of files) {
    const name = encoder.encode(path)
    const bytes = encoder.encode(content)
    // version, flags, method (stored), time, date; checksum, size packed and not; lengths of name and extra field
    const facts = [
      ...u16(20, UTF8_NAMES, 0, 0, DATE),
      ...u32(crc32(bytes), bytes.length, bytes.length),
      ...u16(name.length, 0),
    ]
    const local = join([Uint8Array.from([...u32(0x04034b50), ...facts]), name, bytes])
    // made by; then, after the facts: comment, disk, attributes inside and outside, where the file begins
    const rest = [...u16(0, 0, 0), ...u32(0, offset)]
    entries.push(join([Uint8Array.from([...u32(0x02014b50), ...u16(20), ...facts, ...rest]), name]))
    locals.push(local)
    offset += local.length
  }
  const directory = join(entries)
  const end = [
    ...u32(0x06054b50),
    ...u16(0, 0, files.length, files.length),
    ...u32(directory.length, offset),
    ...u16(0),
  ]
  return join([...locals, directory, Uint8Array.from(end)])
}

const u16 = (...values: number[]) => values.flatMap((value) => [value & 0xff, (value >> 8) & 0xff])
const u32 = (...values: number[]) => values.flatMap((value) => u16(value & 0xffff, value >>> 16))

function join(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0))
  let offset = 0
  for (const part of parts) {
    whole.set(part, offset)
    offset += part.length
  }
  return whole
}

function crc32(bytes: Uint8Array): number {
  let crc = ~0
  for (const byte of bytes) {
    crc ^= byte
    for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0)
  }
  return ~crc >>> 0
}
