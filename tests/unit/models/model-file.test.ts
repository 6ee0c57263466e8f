import { describe, expect, test } from 'vitest'
import { formatBytes, MAX_MODEL_BYTES, modelExtension, refuseModelFile } from '../../../lib/models/model-file'

test.each([
  ['face.onnx', 'onnx'],
  ['Face v2.SafeTensors', 'safetensors'],
  ['a.b.gguf', 'gguf'],
  ['.zip', 'zip'],
  ['face.onnx.exe', undefined],
  ['onnx', undefined],
  ['face.', undefined],
  ['face.onnx/..', undefined],
  ['', undefined],
])('the extension of %j is %j', (name, extension) => {
  expect(modelExtension(name)).toBe(extension)
})

describe('a file', () => {
  test.each([1, MAX_MODEL_BYTES])('of %i bytes is taken', (size) => {
    expect(refuseModelFile({ name: 'face.bin', size })).toBeUndefined()
  })

  test.each([
    ['face.txt', 1, 'Only .safetensors, .onnx, .gguf, .bin, .zip files are kept as models.'],
    ['face.bin', 0, 'This file is empty.'],
    ['face.bin', MAX_MODEL_BYTES + 1, 'This file has 50.1 MB. A model may have 50 MB at most.'],
  ])('%s of %i bytes is refused in words', (name, size, words) => {
    expect(refuseModelFile({ name, size })).toBe(words)
  })
})

test.each([
  [0, '0 bytes'],
  [1, '1 byte'],
  [1023, '1023 bytes'],
  [1024, '1 kB'],
  [1025, '1.1 kB'],
  [1024 ** 2 - 1, '1,024 kB'],
  [12_345_678, '11.8 MB'],
])('%i bytes read %s', (bytes, text) => {
  expect(formatBytes(bytes)).toBe(text)
})
