import { escapeHtml } from '../html'
import type { Layout } from './layout'

const PICTURES = [
  'First light',
  'A quiet corner',
  'Out of the window',
  'Late afternoon',
  'Study in blue',
  'After the rain',
]

/** A drawing that stands where a photograph will: two hills and a sun, in colours that follow from its number. */
function draw(number: number): string {
  const hue = (number * 47) % 360
  const sun = 60 + ((number * 83) % 200)
  const rise = 120 + ((number * 31) % 50)
  return `<svg viewBox="0 0 320 240" preserveAspectRatio="xMidYMid slice" aria-hidden="true">
              <rect width="320" height="240" fill="hsl(${hue} 60% 82%)"></rect>
              <circle cx="${sun}" cy="80" r="38" fill="hsl(44 90% 78%)"></circle>
              <path d="M0 ${rise} Q 90 ${rise - 60} 180 ${rise} T 340 ${rise} V 240 H 0 Z" fill="hsl(${hue} 42% 55%)"></path>
              <path d="M0 ${rise + 50} Q 110 ${rise} 210 ${rise + 46} T 340 ${rise + 50} V 240 H 0 Z" fill="hsl(${hue} 46% 34%)"></path>
            </svg>`
}

export const gallery: Layout = {
  kind: 'a gallery',
  words: /\b(?:galler(?:y|ies)|portfolio|photos?|photograph\w*|pictures?|artworks?|exhibition)\b/i,
  about:
    'Each picture opens large, and the arrow keys lead from one to the next. The drawings stand in for pictures of your own.',
  invitation: 'Choose a picture to see it large.',
  body: ({ title, tagline, points, seed }) => {
    const captions = [...points, ...PICTURES].slice(0, 6)
    return `      <h1>${escapeHtml(title)}</h1>
      <p class="lead">${escapeHtml(tagline)}</p>
      <ul class="pictures">
${captions
  .map(
    (caption, index) => `        <li>
          <button type="button" class="picture">
            ${draw(seed + index)}
            <span>${escapeHtml(caption)}</span>
          </button>
        </li>`,
  )
  .join('\n')}
      </ul>
      <dialog id="large" class="large" aria-labelledby="caption">
        <div id="frame" class="frame"></div>
        <p id="caption"></p>
        <div class="row">
          <button type="button" class="quiet" id="previous">Previous</button>
          <button type="button" class="quiet" id="next">Next</button>
          <button type="button" id="close">Close</button>
        </div>
      </dialog>`
  },
  css: `
.pictures {
  display: grid;
  grid-template-columns: repeat(auto-fill, minmax(min(17rem, 100%), 1fr));
  gap: 1.25rem;
  margin: 0;
  padding: 0;
  list-style: none;
}

.picture {
  display: block;
  width: 100%;
  padding: 0;
  overflow: hidden;
  border: 1px solid var(--line);
  background: var(--card);
  color: inherit;
  text-align: left;
}

.picture svg {
  display: block;
  width: 100%;
  aspect-ratio: 4 / 3;
  transition: transform 0.4s;
}

.picture:hover svg {
  transform: scale(1.04);
}

.picture span {
  display: block;
  padding: 0.8rem 1rem;
  overflow-wrap: anywhere;
}

.large {
  width: min(56rem, 100% - 2rem);
  padding: 1.25rem;
  border: 0;
  border-radius: var(--corner);
  background: var(--card);
  color: inherit;
}

.large::backdrop {
  background: hsl(0 0% 0% / 70%);
}

.frame svg {
  display: block;
  width: 100%;
  max-height: 70vh;
}

.row {
  display: flex;
  flex-wrap: wrap;
  gap: 0.6rem;
}

@media (prefers-reduced-motion: reduce) {
  .picture svg {
    transition: none;
  }
}
`,
  script: () => `
const pictures = Array.from(document.querySelectorAll('.picture'));
const large = document.querySelector('#large');
const frame = document.querySelector('#frame');
const caption = document.querySelector('#caption');
let current = 0;

function show(index) {
  current = (index + pictures.length) % pictures.length;
  const [drawing, words] = pictures[current].children;
  frame.replaceChildren(drawing.cloneNode(true));
  caption.textContent = words.textContent + ' (' + (current + 1) + ' of ' + pictures.length + ')';
}

pictures.forEach((picture, index) => {
  picture.addEventListener('click', () => {
    show(index);
    large.showModal();
  });
});
document.querySelector('#previous').addEventListener('click', () => show(current - 1));
document.querySelector('#next').addEventListener('click', () => show(current + 1));
document.querySelector('#close').addEventListener('click', () => large.close());
large.addEventListener('keydown', (event) => {
  if (event.key === 'ArrowLeft') show(current - 1);
  if (event.key === 'ArrowRight') show(current + 1);
});
`,
}
