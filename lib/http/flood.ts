import 'server-only'

/** More than so many at once, and this server does nothing but answer. */
const FLOOD = 25

let underWay = 0

/** Whether so many webhooks wait for their answer that all else has to wait. */
export const isFlooded = () => underWay > FLOOD

/** Counts an answer that is under way. */
export async function countAnswer<T>(answer: () => Promise<T>): Promise<T> {
  underWay += 1
  try {
    return await answer()
  } finally {
    underWay -= 1
  }
}
