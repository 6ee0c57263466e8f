const list = document.querySelector('#list')
const article = document.querySelector('#message')
const filter = document.querySelector('#filter')
const empty = document.querySelector('#empty')
const clock = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' })
let messages = []
let shown = ''

function element(tag, properties = {}, ...children) {
  const made = Object.assign(document.createElement(tag), properties)
  made.append(...children)
  return made
}

async function refresh() {
  try {
    const response = await fetch('/api/messages')
    messages = (await response.json()).messages
    empty.textContent = 'No mail yet. Sign up, or ask for a link, and it will be here at once.'
  } catch {
    messages = []
    empty.textContent = 'The mailbox does not answer. Is the local stack still running?'
  }
  drawList()
}

function drawList() {
  const wanted = filter.value.trim().toLowerCase()
  const found = messages.filter(
    (mail) =>
      !wanted || mail.subject.toLowerCase().includes(wanted) || mail.to.some((to) => to.includes(wanted)),
  )
  document.querySelector('#count').textContent = messages.length ? String(messages.length) : ''
  empty.hidden = found.length > 0
  if (messages.length > 0 && found.length === 0) empty.textContent = 'No mail matches the filter.'
  const key = JSON.stringify([shown, found.map((mail) => mail.id)])
  if (list.dataset.key === key) return
  list.dataset.key = key
  list.replaceChildren(...found.map(drawEntry))
}

function drawEntry(mail) {
  const when = clock.format(new Date(mail.receivedAt))
  const row = element('div', { className: 'row muted' })
  row.append(element('span', { textContent: mail.to.join(', ') }), element('span', { textContent: when }))
  const entry = element(
    'button',
    { type: 'button', onclick: () => open(mail.id) },
    row,
    element('div', { className: 'subject', textContent: mail.subject || '(no subject)' }),
    element('div', { className: 'preview muted', textContent: mail.preview }),
  )
  entry.setAttribute('aria-current', String(mail.id === shown))
  return element('li', {}, entry)
}

async function open(id) {
  const response = await fetch(`/api/messages/${id}`)
  if (!response.ok) return close()
  shown = id
  history.replaceState(null, '', `#${id}`)
  document.body.classList.add('reading')
  drawMessage(await response.json())
  drawList()
}

function close() {
  shown = ''
  history.replaceState(null, '', location.pathname)
  document.body.classList.remove('reading')
  article.replaceChildren(
    element('p', { className: 'muted placeholder', textContent: 'Choose a mail to read it.' }),
  )
  drawList()
}

function drawMessage(mail) {
  const views = {
    Mail: mail.html && (() => mailFrame(mail)),
    Text: mail.text && (() => element('pre', { textContent: mail.text })),
    Links: mail.links.length > 0 && (() => linkList(mail.links)),
    Headers: () =>
      element('pre', { textContent: mail.headers.map((one) => `${one.name}: ${one.value}`).join('\n') }),
    Source: () =>
      element('a', {
        href: `/api/messages/${mail.id}/raw`,
        target: '_blank',
        textContent: 'Open the source',
      }),
  }
  const tabs = element('div', { role: 'tablist' })
  const view = element('div', { className: 'view', role: 'tabpanel' })
  for (const [name, draw] of Object.entries(views)) {
    if (!draw) continue
    const tab = element('button', { type: 'button', role: 'tab', textContent: name })
    tab.onclick = () => {
      for (const other of tabs.children) other.setAttribute('aria-selected', String(other === tab))
      view.className = name === 'Mail' ? 'view frame' : 'view'
      view.replaceChildren(draw())
    }
    tabs.append(tab)
  }
  const facts = element('p', { className: 'facts muted' })
  facts.append(`From ${mail.from}`, element('br'), `To ${mail.to.join(', ')}`, element('br'))
  facts.append(clock.format(new Date(mail.receivedAt)))
  for (const file of mail.attachments)
    facts.append(element('br'), `Attached: ${file.name} (${file.bytes} bytes)`)
  article.replaceChildren(element('h2', { textContent: mail.subject || '(no subject)' }), facts, tabs, view)
  tabs.firstElementChild.click()
}

function mailFrame(mail) {
  const frame = element('iframe', { src: `/api/messages/${mail.id}/html`, title: 'The mail' })
  frame.setAttribute('sandbox', 'allow-popups allow-popups-to-escape-sandbox')
  return frame
}

function linkList(links) {
  const items = links.map((href) =>
    element('li', {}, element('a', { href, target: '_blank', textContent: href })),
  )
  return element('ul', {}, ...items)
}

filter.addEventListener('input', drawList)
document.querySelector('#back').addEventListener('click', close)
document.querySelector('#clear').addEventListener('click', async () => {
  if (messages.length === 0 || !confirm(`Delete all ${messages.length} mails?`)) return
  await fetch('/api/messages', { method: 'DELETE' })
  close()
  await refresh()
})
await refresh()
if (location.hash.length > 1) await open(location.hash.slice(1))
setInterval(() => document.visibilityState === 'visible' && refresh(), 1500)
