import { setTimeout as delay } from 'node:timers/promises'
import type { Message, MessageSummary } from '../../local/mailbox/store'

export type MailWish = {
  to: string
  /** Part of the subject. */
  subject?: string
  /** Ignore mail that arrived before this moment. */
  since?: Date
  /** Default 10 s. */
  timeoutMs?: number
}

/** A client for the mailbox's JSON interface; `url` is MAILBOX_URL of the stack. */
export function createMailboxClient(url: string) {
  async function list(to?: string): Promise<MessageSummary[]> {
    const query = to ? `?to=${encodeURIComponent(to)}` : ''
    const { messages } = (await read(`/api/messages${query}`)) as { messages: MessageSummary[] }
    return messages
  }

  async function read(path: string): Promise<unknown> {
    const response = await fetch(new URL(path, url))
    if (!response.ok) throw new Error(`The mailbox answered ${response.status} to ${path}`)
    return response.json()
  }

  return {
    list,
    get: async (id: string) => (await read(`/api/messages/${id}`)) as Message,
    clear: async () => {
      await fetch(new URL('/api/messages', url), { method: 'DELETE' })
    },

    /** The newest mail that fits, as soon as there is one. Rejects, saying what there was, after `timeoutMs`. */
    async waitForMail({ to, subject = '', since, timeoutMs = 25_000 }: MailWish): Promise<Message> {
      const deadline = Date.now() + timeoutMs
      for (;;) {
        const seen = await list(to)
        const fits = seen.find(
          (mail) => mail.subject.includes(subject) && !(since && new Date(mail.receivedAt) < since),
        )
        if (fits) return (await read(`/api/messages/${fits.id}`)) as Message
        if (Date.now() > deadline) {
          const others = seen.map((mail) => `"${mail.subject}"`).join(', ') || 'nothing'
          throw new Error(`No mail to ${to} about "${subject}" within ${timeoutMs} ms; there was ${others}.`)
        }
        await delay(100)
      }
    },
  }
}

/** The link of an auth mail: the one that carries a token. */
export function authLink(mail: Message): URL {
  const found = mail.links.find((link) => link.includes('token_hash='))
  if (!found) throw new Error(`The mail "${mail.subject}" has no auth link: ${mail.links.join(' ')}`)
  return new URL(found)
}
