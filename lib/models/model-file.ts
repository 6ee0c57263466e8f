import { formatNumber } from '@/lib/format-number'

/** The bucket's limit. */
export const MAX_MODEL_BYTES = 50 * 1024 * 1024
export const MODEL_EXTENSIONS = ['safetensors', 'onnx', 'gguf', 'bin', 'zip'] as const

const LISTED = MODEL_EXTENSIONS.map((extension) => `.${extension}`).join(', ')

/** The extension of a file that may be kept as a model, in small letters; undefined for any other file. */
export function modelExtension(fileName: string): string | undefined {
  const [, extension = ''] = /\.(\w+)$/.exec(fileName) ?? []
  return MODEL_EXTENSIONS.find((known) => known === extension.toLowerCase())
}

/** Why a file can't be kept as a model, in words; undefined when it can. `size` is in bytes. */
export function refuseModelFile({ name, size }: { name: string; size: number }): string | undefined {
  if (!modelExtension(name)) return `Only ${LISTED} files are kept as models.`
  if (size === 0) return 'This file is empty.'
  if (size > MAX_MODEL_BYTES) {
    return `This file has ${formatBytes(size)}. A model may have ${formatBytes(MAX_MODEL_BYTES)} at most.`
  }
}

/** "812 bytes", "1.4 kB", "50 MB": in steps of 1,024. */
export function formatBytes(bytes: number): string {
  if (bytes < 1024) return `${bytes} ${bytes === 1 ? 'byte' : 'bytes'}`
  const [value, unit] = bytes < 1024 ** 2 ? [bytes / 1024, 'kB'] : [bytes / 1024 ** 2, 'MB']
  // Just above the limit is not the limit.
  return `${formatNumber(Math.ceil(value * 10) / 10)} ${unit}`
}
