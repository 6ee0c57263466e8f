import { type AddressInfo, createServer, type Server } from 'node:net'

/** Where each part is found unless something else has the port. */
export const DEFAULT_PORTS = {
  app: 3000,
  gateway: 54321,
  postgres: 54322,
  mailbox: 54324,
  smtp: 54325,
  dodo: 54326,
}

export type Ports = typeof DEFAULT_PORTS

export type PortName = keyof Ports

export type Reservation = {
  ports: Ports
  /** Lets go of a port, for the part that is about to take it. */
  release(name: PortName): Promise<void>
  releaseAll(): Promise<void>
}

/**
 * Chooses a port for each part, its usual one or the next that is free (any free one with `anywhere`), and keeps them
 * all occupied until they are released: between the choice and the start of the last part lie seconds.
 */
export async function reservePorts(wanted: Ports, anywhere: boolean): Promise<Reservation> {
  const ports = { ...wanted }
  const held = new Map<PortName, Server>()
  const release = async (name: PortName) => {
    const server = held.get(name)
    held.delete(name)
    if (server) await new Promise((resolve) => server.close(resolve))
  }
  for (const name of Object.keys(wanted) as PortName[]) {
    for (let from = anywhere ? 0 : wanted[name]; !held.has(name); from = anywhere ? 0 : ports[name] + 1) {
      ports[name] = await findFreePort(from)
      const server = await occupy(ports[name], '127.0.0.1')
      if (server) held.set(name, server)
    }
  }
  return {
    ports,
    release,
    async releaseAll() {
      for (const name of [...held.keys()]) await release(name)
    },
  }
}

/** The first free port from `from` on (0: any). Nothing keeps it free. */
export async function findFreePort(from: number): Promise<number> {
  for (let port = from; port < 65_536; port = port === 0 ? 0 : port + 1) {
    // Whatever listens on every address is found by the second try, what listens on this machine alone by the first.
    const found = await probe(port, '127.0.0.1')
    if (found !== undefined && (await probe(found, undefined)) !== undefined) return found
  }
  throw new Error(`No port from ${from} on is free.`)
}

async function probe(port: number, host: string | undefined) {
  const server = await occupy(port, host)
  if (!server) return undefined
  const { port: bound } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return bound
}

function occupy(port: number, host: string | undefined) {
  return new Promise<Server | undefined>((resolve) => {
    const server = createServer((socket) => socket.destroy())
    server.unref()
    server.once('error', () => resolve(undefined))
    server.listen({ port, host, exclusive: true }, () => resolve(server))
  })
}
