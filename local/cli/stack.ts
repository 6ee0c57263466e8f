import { type Stack, type StackOptions, startStack } from '../stack'
import type { Shutdown } from './shutdown'

/**
 * Starts the stack under a shutdown: it is stopped with the run, even when the run ends before it is up, and a part
 * that dies ends the run.
 */
export async function runStack(shutdown: Shutdown, options: StackOptions): Promise<Stack> {
  const starting = startStack({ ...options, onNotice: (line) => console.log(`  ${line}`) })
  starting.catch(() => undefined)
  await shutdown.onEnd(async () => {
    const stack = await starting.catch(() => undefined)
    await stack?.stop()
  })
  try {
    const stack = await starting
    void stack.failed.then((reason) => shutdown.end(1, reason))
    // Once the end has begun there is nothing left to do here but wait for it.
    return shutdown.ending ? await new Promise<Stack>(() => undefined) : stack
  } catch (error) {
    await shutdown.end(1, error instanceof Error ? error.message : String(error))
    throw error
  }
}
