import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'
import { createMailboxHandler } from './http'
import { openMailStore } from './store'

export type MailboxOptions = {
  /** 0 takes any free port. */
  smtpPort: number
  httpPort: number
  /** Folder for the mails; made when missing. */
  dataDir: string
  /** How many mails are kept. Default 500. */
  limit?: number
}

export type Mailbox = {
  /** What a mail client is told: no TLS, no sign-in needed, any sign-in accepted. */
  smtpUrl: string
  /** The web page; its JSON lies under /api/messages. */
  url: string
  close(): Promise<void>
}

/**
 * Starts a mail server that delivers nothing: whatever it is given can be read on its web page and over its JSON
 * interface. Listens on 127.0.0.1 only. Rejects when a port is taken.
 */
export async function startMailbox(options: MailboxOptions): Promise<Mailbox> {
  const store = await openMailStore(options.dataDir, options.limit ?? 500)
  const smtp = new SMTPServer({
    name: 'creditkit.local',
    banner: 'Creditkit mailbox',
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    allowInsecureAuth: true,
    disableReverseLookup: true,
    logger: false,
    size: 25 * 1024 * 1024,
    onAuth: (auth, _session, done) => done(null, { user: auth.username ?? 'anyone' }),
    onData(stream, session, done) {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.once('error', done)
      stream.once('end', () => {
        if (stream.sizeExceeded) {
          done(Object.assign(new Error('The mail is too large'), { responseCode: 552 }))
          return
        }
        const recipients = session.envelope.rcptTo.map(({ address }) => address)
        store.add(Buffer.concat(chunks), recipients).then(() => done(), done)
      })
    },
  })
  // A client that hangs up in the middle of a sentence is no reason to stop.
  smtp.on('error', () => undefined)
  const web = createServer(createMailboxHandler(store))

  await listen(smtp.server, () => smtp.listen(options.smtpPort, '127.0.0.1'))
  try {
    await listen(web, () => web.listen(options.httpPort, '127.0.0.1'))
  } catch (error) {
    await new Promise<void>((resolve) => smtp.close(resolve))
    throw error
  }
  const port = (server: { address(): AddressInfo | string | null }) => (server.address() as AddressInfo).port
  return {
    smtpUrl: `smtp://127.0.0.1:${port(smtp.server)}`,
    url: `http://127.0.0.1:${port(web)}`,
    async close() {
      const closed = new Promise<void>((resolve) => web.close(() => resolve()))
      web.closeAllConnections()
      await Promise.all([closed, new Promise<void>((resolve) => smtp.close(resolve))])
    },
  }
}

type Listening = {
  once(event: string, listener: (error: Error) => void): unknown
  off(event: string, listener: (error: Error) => void): unknown
}

function listen(server: Listening, start: () => void) {
  return new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.once('listening', () => {
      server.off('error', reject)
      resolve()
    })
    start()
  })
}
