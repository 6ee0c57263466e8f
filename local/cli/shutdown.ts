/** Ends a run once: on the first signal, or when `end` is called. A second signal ends it on the spot. */
export type Shutdown = {
  /** Adds something to undo; undone last in, first out. Runs at once if the end has begun. */
  onEnd(undo: () => Promise<unknown> | unknown): Promise<void>
  /** Undoes everything and exits with `code`, after saying `reason` in one line. */
  end(code: number, reason?: string): Promise<void>
  readonly ending: boolean
}

// One Ctrl-C can arrive twice: from the terminal, and passed on by npm.
const ECHO_MS = 1_000
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/** Takes over the signals of this process. */
export function takeOverSignals(): Shutdown {
  const undos: (() => Promise<unknown> | unknown)[] = []
  let ending = false

  async function end(code: number, reason?: string) {
    if (ending) return
    ending = true
    if (reason) console.error(reason)
    for (const undo of undos.splice(0).reverse()) await run(undo)
    process.exit(code)
  }

  let firstAt = 0
  for (const signal of SIGNALS) {
    process.on(signal, () => {
      if (!ending) {
        firstAt = Date.now()
        void end(0, '\nStopping.')
      } else if (Date.now() - firstAt > ECHO_MS) {
        // Children are on a leash, so even this leaves none behind.
        process.exit(1)
      }
    })
  }
  return {
    async onEnd(undo) {
      if (ending) await run(undo)
      else undos.push(undo)
    },
    end,
    get ending() {
      return ending
    },
  }
}

async function run(undo: () => Promise<unknown> | unknown) {
  try {
    await undo()
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
  }
}
