import { escapeHtml } from '../html'
import type { Layout } from './layout'

const FIRST_STEPS = ['Look around', 'Add something of your own', 'Tick this off']

export const todoList: Layout = {
  kind: 'a to-do list',
  words:
    /\b(?:to-?do|todos|task|tasks|checklist|check list|packing list|shopping list|grocer(?:y|ies)|chores|habits?)\b/i,
  about: 'Visitors add entries, tick them off, filter and remove them; the list stays in their browser.',
  invitation: 'Add what there is to do, and tick it off.',
  body: ({ title, tagline, points }) => `      <h1>${escapeHtml(title)}</h1>
      <p class="lead">${escapeHtml(tagline)}</p>
      <section class="card" aria-label="Entries">
        <form id="add" class="add">
          <label for="entry">New entry</label>
          <div class="row">
            <input id="entry" name="entry" maxlength="120" autocomplete="off" required>
            <button type="submit">Add</button>
          </div>
        </form>
        <div class="row filters" role="group" aria-label="Show">
          <button type="button" class="quiet" data-show="all" aria-pressed="true">All</button>
          <button type="button" class="quiet" data-show="open" aria-pressed="false">Open</button>
          <button type="button" class="quiet" data-show="done" aria-pressed="false">Done</button>
        </div>
        <ul id="entries" class="entries">
${(points.length > 0 ? points : FIRST_STEPS).map((point) => `          <li>${escapeHtml(point)}</li>`).join('\n')}
        </ul>
        <p id="count" class="count" aria-live="polite"></p>
      </section>`,
  css: `
.row {
  display: flex;
  flex-wrap: wrap;
  gap: 0.6rem;
}

.add input {
  flex: 1 1 14rem;
}

.filters {
  margin-block: 1.25rem;
}

.filters [aria-pressed="true"] {
  border-color: var(--accent);
  background: var(--tint);
}

.entries {
  margin: 0;
  padding: 0;
  list-style: none;
}

.entries li {
  display: flex;
  align-items: center;
  gap: 0.8rem;
  padding-block: 0.7rem;
  border-top: 1px solid var(--line);
}

.entries label {
  flex: 1;
  margin: 0;
  font-weight: 400;
  overflow-wrap: anywhere;
}

.entries input {
  width: 1.2rem;
  height: 1.2rem;
  accent-color: var(--accent);
}

.entries :checked + label {
  color: var(--muted);
  text-decoration: line-through;
}

.count {
  margin: 1rem 0 0;
  color: var(--muted);
}
`,
  script: () => `
const key = 'list: ' + document.title;
const list = document.querySelector('#entries');
const form = document.querySelector('#add');
const count = document.querySelector('#count');
const filters = document.querySelectorAll('[data-show]');
const firstEntries = Array.from(list.children, (item) => ({ text: item.textContent, done: false }));

let entries = load() || firstEntries;
let shown = 'all';

function load() {
  try {
    return JSON.parse(localStorage.getItem(key));
  } catch (error) {
    // Storage can be switched off; the list then lasts as long as the page.
    return null;
  }
}

function save() {
  try {
    localStorage.setItem(key, JSON.stringify(entries));
  } catch (error) {
    count.title = 'Not saved: ' + error.message;
  }
}

function describe(entry, index) {
  const item = document.createElement('li');
  const box = document.createElement('input');
  box.type = 'checkbox';
  box.id = 'entry-' + index;
  box.checked = entry.done;
  box.addEventListener('change', () => change(entries.map((one) => (one === entry ? { ...one, done: box.checked } : one))));
  const label = document.createElement('label');
  label.htmlFor = box.id;
  label.textContent = entry.text;
  const remove = document.createElement('button');
  remove.type = 'button';
  remove.className = 'quiet';
  remove.textContent = 'Remove';
  remove.setAttribute('aria-label', 'Remove ' + entry.text);
  remove.addEventListener('click', () => change(entries.filter((one) => one !== entry)));
  item.append(box, label, remove);
  return item;
}

function show() {
  const visible = entries.filter((entry) => shown === 'all' || entry.done === (shown === 'done'));
  list.replaceChildren(...visible.map(describe));
  const open = entries.filter((entry) => !entry.done).length;
  count.textContent = open === 1 ? '1 entry is open' : open + ' entries are open';
  filters.forEach((button) => button.setAttribute('aria-pressed', String(button.dataset.show === shown)));
}

function change(next) {
  entries = next;
  save();
  show();
}

form.addEventListener('submit', (event) => {
  event.preventDefault();
  const text = form.elements.entry.value.trim();
  if (text === '') return;
  form.reset();
  change([...entries, { text, done: false }]);
});

filters.forEach((button) => {
  button.addEventListener('click', () => {
    shown = button.dataset.show;
    show();
  });
});

show();
`,
}
