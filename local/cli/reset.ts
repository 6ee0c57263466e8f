import { existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { clearOrphan } from '../cluster/orphan'
import { shelteredData } from '../cluster/placement'
import { LOCAL_DIR } from '../paths'
import { findInstance } from '../setup/instance'

/** `npm run local:reset`: deletes everything the local stack keeps. Refuses while it runs. */
export async function reset(): Promise<void> {
  const running = await findInstance(LOCAL_DIR)
  if (running) {
    console.error(`The local stack is running (process ${running.pid}). Stop it first.`)
    process.exitCode = 1
    return
  }
  const inside = join(LOCAL_DIR, 'postgres')
  const folders = [inside, shelteredData(inside), LOCAL_DIR].filter((folder) => existsSync(folder))
  if (folders.length === 0) {
    console.log('There is nothing to delete.')
    return
  }
  for (const folder of folders) {
    // A server that outlived its stack would go on writing into a folder that is no longer there.
    if (folder !== LOCAL_DIR) await clearOrphan(folder)
    rmSync(folder, { recursive: true, force: true })
  }
  console.log('Deleted the local data. The next npm run dev starts over.')
}
