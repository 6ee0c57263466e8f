import type { Brief } from '../brief'
import { escapeHtml } from '../html'
import { FORMULAS, type Formula } from './formulas'
import type { Layout } from './layout'

const NO_FORMULA: Formula = { words: /(?:)/, fields: [], results: [] }
const formulaFor = ({ text }: Brief) => FORMULAS.find(({ words }) => words.test(text)) ?? NO_FORMULA

const field = ({ id, label, value, min }: Formula['fields'][number]) => `          <div>
            <label for="${id}">${label}</label>
            <input id="${id}" name="${id}" type="number" step="any" inputmode="decimal" value="${value}"${min === undefined ? '' : ` min="${min}"`}>
          </div>`

const result = ({ label }: Formula['results'][number], index: number) => `          <div class="result">
            <dt>${label}</dt>
            <dd><output data-result="${index}">0</output></dd>
          </div>`

export const calculator: Layout = {
  kind: 'a calculator',
  words: /\b(?:calculat\w*|convert\w*|conversion|how much|estimator)\b/i,
  about: 'It works out its results while somebody types.',
  invitation: 'Type your numbers, and the results follow.',
  body: (brief) => {
    const { fields, results } = formulaFor(brief)
    return `      <h1>${escapeHtml(brief.title)}</h1>
      <p class="lead">${escapeHtml(brief.tagline)}</p>
      <div class="desk">
        <form id="numbers" class="card fields">
${fields.map(field).join('\n')}
          <button type="reset" class="quiet">Start over</button>
        </form>
        <dl class="card results" aria-live="polite">
${results.map(result).join('\n')}
        </dl>
      </div>
      <p id="problem" class="problem" role="status"></p>`
  },
  css: `
.desk {
  display: grid;
  grid-template-columns: repeat(auto-fit, minmax(17rem, 1fr));
  gap: 1.25rem;
  align-items: start;
}

.fields {
  display: grid;
  gap: 1.1rem;
}

.fields button {
  justify-self: start;
}

.results {
  display: grid;
  gap: 1.1rem;
  margin: 0;
  background: var(--tint);
}

.result dt {
  color: var(--muted);
}

.result dd {
  margin: 0;
  font-size: clamp(1.6rem, 5vw, 2.4rem);
  font-variant-numeric: tabular-nums;
  font-weight: 600;
  overflow-wrap: anywhere;
}

.problem {
  min-height: 1.6em;
  color: var(--muted);
}
`,
  script: (brief) => {
    const { fields, results } = formulaFor(brief)
    const names = fields.map(({ id }) => id).join(', ')
    return `
const form = document.querySelector('#numbers');
const problem = document.querySelector('#problem');
const outputs = document.querySelectorAll('[data-result]');
const format = new Intl.NumberFormat('en', { maximumFractionDigits: 2 });

function workOut({ ${names} }) {
  return [
${results.map(({ expression }) => `    ${expression},`).join('\n')}
  ];
}

function show() {
  const fields = Array.from(form.querySelectorAll('input'));
  const wrong = fields.find((field) => field.value.trim() === '' || !field.checkValidity());
  problem.textContent = wrong ? 'Enter a number for “' + wrong.labels[0].textContent + '”.' : '';
  const numbers = Object.fromEntries(fields.map((field) => [field.name, Number(field.value)]));
  workOut(numbers).forEach((value, index) => {
    outputs[index].textContent = !wrong && Number.isFinite(value) ? format.format(value) : '–';
  });
}

form.addEventListener('input', show);
form.addEventListener('submit', (event) => event.preventDefault());
// The fields have their first values back only after this event.
form.addEventListener('reset', () => setTimeout(show));

show();
`
  },
}
