import { randomUUID } from 'node:crypto'
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { type AddressInfo, connect, createServer } from 'node:net'
import { join } from 'node:path'
import { z } from 'zod'

const note = z.object({
  id: z.string(),
  pid: z.number(),
  /** Where the running instance proves that it is one. */
  port: z.number(),
  /** Whether it runs the app as well. */
  app: z.boolean(),
  env: z.record(z.string(), z.string()),
})

export type Instance = z.infer<typeof note>

const FILE = 'instance.json'
const ANSWER_LIMIT_MS = 2_000

/**
 * The stack that is running on this folder, if one is. It is asked, not believed: a note left by a killed run, even
 * one whose process id now belongs to another program, counts for nothing.
 */
export async function findInstance(dir: string): Promise<Instance | undefined> {
  let found: Instance
  try {
    found = note.parse(JSON.parse(readFileSync(join(dir, FILE), 'utf8')))
  } catch {
    return undefined
  }
  return (await ask(found.port)) === found.id ? found : undefined
}

function ask(port: number) {
  return new Promise<string>((resolve) => {
    let heard = ''
    const socket = connect({ port, host: '127.0.0.1' })
    const finish = () => {
      socket.destroy()
      resolve(heard)
    }
    socket.setTimeout(ANSWER_LIMIT_MS, finish)
    socket.on('data', (chunk) => {
      heard += chunk.toString()
    })
    socket.once('end', finish)
    socket.once('error', finish)
  })
}

/**
 * Makes this process the folder's running instance, to be found by `findInstance` until `leave` or its death.
 * Gives back undefined when another one is running.
 */
export async function claimInstance(dir: string, app: boolean) {
  const id = randomUUID()
  const server = createServer((socket) => {
    socket.on('error', () => undefined)
    socket.end(id)
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', resolve)
  })
  server.unref()
  const { port } = server.address() as AddressInfo
  const file = join(dir, FILE)
  mkdirSync(dir, { recursive: true })
  const write = (env: Record<string, string>, flag: 'w' | 'wx') =>
    writeFileSync(file, JSON.stringify({ id, pid: process.pid, port, app, env }, null, 2), {
      mode: 0o600,
      flag,
    })
  if (!(await findInstance(dir))) rmSync(file, { force: true })
  try {
    write({}, 'wx')
  } catch (error) {
    server.close()
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return undefined
    throw error
  }
  return {
    /** Tells others where the parts are, once they are known. */
    update: (env: Record<string, string>) => write(env, 'w'),
    leave() {
      server.close()
      rmSync(file, { force: true })
    },
  }
}
