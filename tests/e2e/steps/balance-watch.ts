import type { Page } from '@playwright/test'

type Sighting = { text: string; at: number }

/**
 * Has the page itself write down what its header's balance reads and from when on, to the millisecond. The notes live
 * in the document: a reload loses them, and `whenShown` then fails.
 */
export async function watchBalance(page: Page) {
  await page.evaluate(() => {
    const notes: Sighting[] = []
    const look = () => {
      const text = document.querySelector('[data-testid=header-balance]')?.textContent ?? ''
      if (notes.at(-1)?.text !== text) notes.push({ text, at: Date.now() })
    }
    look()
    new MutationObserver(look).observe(document.body, { subtree: true, childList: true, characterData: true })
    Object.assign(window, { balanceNotes: notes })
  })
  const read = () => page.evaluate(() => (window as unknown as { balanceNotes: Sighting[] }).balanceNotes)
  return {
    /** Everything that was shown, in order. */
    texts: async () => (await read()).map(({ text }) => text),
    /** When the balance first read `text`, in milliseconds since 1970; waits for it. */
    async whenShown(text: string): Promise<number> {
      const handle = await page.waitForFunction(
        (wanted) =>
          (window as unknown as { balanceNotes: Sighting[] }).balanceNotes.find(
            (note) => note.text === wanted,
          )?.at,
        text,
        { timeout: 10_000 },
      )
      return (await handle.jsonValue()) ?? Number.NaN
    },
  }
}

/** Every message that the page's sockets receive from now on, as text. */
export function recordSocketMessages(page: Page): string[] {
  const messages: string[] = []
  page.on('websocket', (socket) => {
    socket.on('framereceived', ({ payload }) => messages.push(String(payload)))
  })
  return messages
}
