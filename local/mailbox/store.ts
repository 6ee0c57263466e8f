import { randomBytes } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import PostalMime, { type Address, decodeWords, type Email } from 'postal-mime'

export type MessageSummary = {
  id: string
  from: string
  /** Everyone the mail was delivered to, lower-cased, blind copies included. */
  to: string[]
  subject: string
  /** When it arrived, ISO 8601. */
  receivedAt: string
  /** The first words of its text. */
  preview: string
}

export type Message = MessageSummary & {
  html: string
  text: string
  /** Every address that the mail links to, in order, each once. */
  links: string[]
  headers: { name: string; value: string }[]
  attachments: { name: string; type: string; bytes: number }[]
}

const ENVELOPE = 'X-Mailbox-Delivered-To'

/**
 * Keeps mail as .eml files in a folder, newest `limit` of them. What was there when the folder was opened is read
 * again; a file that cannot be parsed is left out.
 */
export async function openMailStore(folder: string, limit: number) {
  mkdirSync(folder, { recursive: true })
  const messages = new Map<string, Message>()
  for (const file of readdirSync(folder).sort()) {
    if (!file.endsWith('.eml')) continue
    const id = file.slice(0, -4)
    try {
      messages.set(id, await parse(id, readFileSync(join(folder, file))))
    } catch {
      console.error(`mailbox: ${file} is not a readable mail`)
    }
  }

  return {
    /** Stores one mail as it came over the wire, with the addresses it was handed over for. */
    async add(raw: Buffer, recipients: string[]): Promise<Message> {
      const envelope = recipients
        .map((address) => `${ENVELOPE}: ${address.replace(/[\r\n]/g, '')}\r\n`)
        .join('')
      const whole = Buffer.concat([Buffer.from(envelope), raw])
      // The name sorts by time of arrival, and a mail that came in the same millisecond does not overwrite another.
      const id = `${String(Date.now()).padStart(14, '0')}-${randomBytes(5).toString('hex')}`
      const message = await parse(id, whole)
      writeFileSync(join(folder, `${id}.part`), whole)
      renameSync(join(folder, `${id}.part`), join(folder, `${id}.eml`))
      messages.set(id, message)
      for (const oldest of [...messages.keys()].slice(0, Math.max(0, messages.size - limit))) remove(oldest)
      return message
    },

    /** Newest first; with `to`, only mail for exactly that address. */
    list(to?: string): MessageSummary[] {
      const wanted = to?.trim().toLowerCase()
      return [...messages.values()]
        .filter((message) => !wanted || message.to.includes(wanted))
        .reverse()
        .map(({ id, from, to, subject, receivedAt, preview }) => ({
          id,
          from,
          to,
          subject,
          receivedAt,
          preview,
        }))
    },

    get: (id: string): Message | undefined => messages.get(id),

    raw: (id: string): Buffer | undefined =>
      messages.has(id) ? readFileSync(join(folder, `${id}.eml`)) : undefined,

    /** Deletes everything; returns how many there were. */
    clear(): number {
      const count = messages.size
      for (const id of [...messages.keys()]) remove(id)
      return count
    },
  }

  function remove(id: string) {
    messages.delete(id)
    rmSync(join(folder, `${id}.eml`), { force: true })
  }
}

async function parse(id: string, raw: Buffer): Promise<Message> {
  const mail = await PostalMime.parse(raw)
  const html = mail.html ?? ''
  const text = mail.text ?? html.replace(/<(style|title)[\s\S]*?<\/\1>|<[^>]+>/g, ' ')
  const envelope = mail.headers.filter(({ key }) => key === ENVELOPE.toLowerCase()).map(({ value }) => value)
  const named = [...(mail.to ?? []), ...(mail.cc ?? []), ...(mail.bcc ?? [])].flatMap(addressesOf)
  const recipients = envelope.length > 0 ? envelope : named
  return {
    id,
    from: mail.from ? display(mail.from) : '',
    to: [...new Set(recipients.map((address) => address.toLowerCase()))],
    subject: mail.subject ?? '',
    receivedAt: new Date(Number(id.split('-')[0])).toISOString(),
    preview: text.replace(/\s+/g, ' ').trim().slice(0, 140),
    html,
    text: mail.text ?? '',
    links: findLinks(html, mail.text ?? ''),
    headers: mail.headers
      .filter(({ key }) => key !== ENVELOPE.toLowerCase())
      .map(({ originalKey, value }) => ({ name: originalKey, value: decodeWords(value) })),
    attachments: mail.attachments.map(({ filename, mimeType, content }) => ({
      name: filename ?? 'unnamed',
      type: mimeType,
      bytes: typeof content === 'string' ? content.length : content.byteLength,
    })),
  }
}

type Person = NonNullable<Email['from']>

function addressesOf(person: Address): string[] {
  if (person.group) return person.group.flatMap((member) => (member.address ? [member.address] : []))
  return person.address ? [person.address] : []
}

function display(person: Person) {
  return person.name ? `${person.name} <${person.address ?? ''}>` : (person.address ?? '')
}

function findLinks(html: string, text: string) {
  const entities: Record<string, string> = {
    '&amp;': '&',
    '&#38;': '&',
    '&quot;': '"',
    '&#39;': "'",
    '&#34;': '"',
  }
  const fromHtml = [...html.matchAll(/href\s*=\s*(?:"([^"]*)"|'([^']*)')/gi)].map((found) =>
    (found[1] ?? found[2] ?? '').replace(/&(?:amp|quot|#38|#39|#34);/g, (name) => entities[name] ?? name),
  )
  const fromText = [...text.matchAll(/https?:\/\/[^\s<>"')\]]+/g)].map(([address]) =>
    address.replace(/[.,;:!?]+$/, ''),
  )
  return [...new Set([...fromHtml, ...fromText])].filter((address) => /^https?:/.test(address))
}
