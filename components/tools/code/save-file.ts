/** Lets the browser save `content` as a file of this name. */
export function saveFile(name: string, content: BlobPart, type: string): void {
  const url = URL.createObjectURL(new Blob([content], { type }))
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  // The browser has begun by now; a moment later it no longer needs the address.
  setTimeout(() => URL.revokeObjectURL(url), 10_000)
}
