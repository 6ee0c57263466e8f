import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createTransport, type SendMailOptions } from 'nodemailer'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { type Mailbox, startMailbox } from '../../local/mailbox/server'
import { createMailboxClient } from '../helpers/mailbox'

let folder: string
let mailbox: Mailbox

const open = (limit?: number) => startMailbox({ smtpPort: 0, httpPort: 0, dataDir: folder, limit })

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'creditkit-mail-'))
  mailbox = await open()
})
afterEach(async () => {
  await mailbox.close()
  rmSync(folder, { recursive: true, force: true })
})

async function send(mail: SendMailOptions, smtpUrl = mailbox.smtpUrl) {
  const transport = createTransport(smtpUrl)
  try {
    await transport.sendMail({ from: 'Creditkit <no-reply@example.com>', ...mail })
  } finally {
    transport.close()
  }
}

it('turns what it is sent into JSON: text, HTML, links, everyone it went to', async () => {
  await send({
    to: 'Ada@Example.com',
    bcc: 'blind@example.com',
    subject: 'Grüße — your credits',
    text: 'See https://example.com/plain and write back.',
    html: '<p>Hello <a href="https://example.com/a?x=1&amp;y=2">there</a></p>',
    attachments: [{ filename: 'bill.txt', content: 'ten' }],
  })
  const client = createMailboxClient(mailbox.url)
  const mail = await client.waitForMail({ to: 'ada@example.com', subject: 'credits' })
  expect(mail).toMatchObject({
    from: 'Creditkit <no-reply@example.com>',
    to: ['ada@example.com', 'blind@example.com'],
    subject: 'Grüße — your credits',
    text: expect.stringContaining('write back'),
    html: expect.stringContaining('<p>Hello'),
    links: ['https://example.com/a?x=1&y=2', 'https://example.com/plain'],
    attachments: [{ name: 'bill.txt', type: 'text/plain', bytes: 3 }],
  })
  expect(mail.headers).toContainEqual({ name: 'Subject', value: 'Grüße — your credits' })
  expect((await client.list('blind@example.com')).map(({ id }) => id)).toEqual([mail.id])
  expect(await client.list('someone@example.com')).toEqual([])
})

it('takes mail with a sign-in as well as without', async () => {
  await send({ to: 'a@example.com', subject: 'signed in' }, mailbox.smtpUrl.replace('://', '://name:secret@'))
  await createMailboxClient(mailbox.url).waitForMail({ to: 'a@example.com', subject: 'signed in' })
})

it('lists the newest first, keeps the newest only, and has them still after a restart', async () => {
  await mailbox.close()
  mailbox = await open(3)
  for (const number of [1, 2, 3, 4, 5]) await send({ to: 'a@example.com', subject: `mail ${number}` })
  const subjects = async () => (await createMailboxClient(mailbox.url).list()).map(({ subject }) => subject)
  expect(await subjects()).toEqual(['mail 5', 'mail 4', 'mail 3'])
  expect(readdirSync(folder)).toHaveLength(3)
  await mailbox.close()
  mailbox = await open(3)
  expect(await subjects()).toEqual(['mail 5', 'mail 4', 'mail 3'])
})

it('deletes everything on DELETE', async () => {
  await send({ to: 'a@example.com', subject: 'gone' })
  const answer = await fetch(`${mailbox.url}/api/messages`, { method: 'DELETE' })
  expect(await answer.json()).toEqual({ deleted: 1 })
  expect(await createMailboxClient(mailbox.url).list()).toEqual([])
  expect(readdirSync(folder)).toEqual([])
})

it('shows the mail itself where no script of it can run', async () => {
  await send({ to: 'a@example.com', subject: 'x', html: '<script>parent.stolen = 1</script><b>bold</b>' })
  const { id } = await createMailboxClient(mailbox.url).waitForMail({ to: 'a@example.com' })
  const shown = await fetch(`${mailbox.url}/api/messages/${id}/html`)
  expect(await shown.text()).toContain('<b>bold</b>')
  const policy = shown.headers.get('content-security-policy') ?? ''
  expect(policy).toMatch(/default-src 'none'.*sandbox/)
  expect(policy).not.toMatch(/allow-scripts|allow-same-origin|script-src/)
  const page = await (await fetch(mailbox.url)).text()
  expect(page).toContain('<title>Mailbox')
})

it('answers to local names only, so that no page elsewhere can read sign-in links', async () => {
  const status = await new Promise<number | undefined>((resolve, reject) => {
    const url = `${mailbox.url}/api/messages`
    request(url, { headers: { host: 'evil.example.com' } }, (response) => {
      response.resume()
      resolve(response.statusCode)
    })
      .once('error', reject)
      .end()
  })
  expect(status).toBe(403)
  expect((await fetch(`${mailbox.url}/api/messages/../../etc/passwd`)).status).toBe(404)
  expect((await fetch(`${mailbox.url}/api/messages/nothing`)).status).toBe(404)
})

it('refuses a taken port and leaves nothing open', async () => {
  const port = Number(new URL(mailbox.url).port)
  await expect(startMailbox({ smtpPort: 0, httpPort: port, dataDir: folder })).rejects.toThrow(/EADDRINUSE/)
})
