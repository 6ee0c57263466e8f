type File = { path: string; content: string }

/**
 * A web page of several files as one document, for a frame that can load nothing: the styles and scripts that
 * `index.html` names by their path are put in their place. Undefined when there is no `index.html`.
 */
export function composePreview(files: readonly File[]): string | undefined {
  const contents = new Map(files.map(({ path, content }) => [path, content]))
  const resolve = (address: string) => contents.get(address.replace(/^\.\//, ''))
  return contents
    .get('index.html')
    ?.replace(/<link\b[^>]*\bhref="([^"]+)"[^>]*>/g, (tag, address: string) => {
      const css = tag.includes('stylesheet') ? resolve(address) : undefined
      return css === undefined ? tag : `<style>${css.replaceAll('</style', '<\\/style')}</style>`
    })
    .replace(/<script\b([^>]*)\bsrc="([^"]+)"([^>]*)><\/script>/g, (tag, before, address: string, after) => {
      const code = resolve(address)
      if (code === undefined) return tag
      // A module waits for the document, as `defer` would; a script without an address ignores `defer`.
      const type = /\bdefer\b/.test(`${before}${after}`) ? ' type="module"' : `${before}${after}`
      return `<script${type}>${code.replaceAll('</script', '<\\/script')}</script>`
    })
}
