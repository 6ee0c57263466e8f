import { escapeHtml } from '../html'
import type { Layout } from './layout'

const REASONS: readonly [title: string, text: string][] = [
  ['Made with care', 'Every detail was looked at twice, and the ones that did not help were left out.'],
  ['Easy to begin', 'No long forms and no waiting: one message is enough to get going.'],
  ['There when it counts', 'A person answers, usually on the same day.'],
]
const PROMISES = [
  'Thought through, and explained in plain words.',
  'Ready from the first day, and better with each one.',
  'As little effort for you as we can make it.',
]
const CALLS = ['Say hello', 'Get started', 'Ask a question', 'Join in']

export const landingPage: Layout = {
  kind: 'a landing page',
  words: /\b(?:landing|home) ?page\b/i,
  about:
    'It has a headline, what is on offer, questions and answers, and a form that checks what is entered and sends nothing yet.',
  invitation: 'Have a look around, and write to us if you like what you see.',
  body: ({ title, tagline, points, seed }) => {
    const offers = points.map((point, index) => [point, PROMISES[index % PROMISES.length] ?? ''] as const)
    const cards = offers.length > 1 ? offers : [...offers, ...REASONS].slice(0, 3)
    const call = CALLS[seed % CALLS.length] ?? 'Get started'
    return `      <section class="hero hero-${seed % 2 === 0 ? 'centred' : 'left'}">
        <h1>${escapeHtml(title)}</h1>
        <p class="lead">${escapeHtml(tagline)}</p>
        <p class="row"><a class="button" href="#contact">${call}</a> <a class="button quiet" href="#offer">See more</a></p>
      </section>
      <section id="offer" aria-labelledby="offer-title">
        <h2 id="offer-title">What you get</h2>
        <ul class="cards">
${cards
  .map(
    ([name, text]) => `          <li class="card">
            <h3>${escapeHtml(name)}</h3>
            <p>${text}</p>
          </li>`,
  )
  .join('\n')}
        </ul>
      </section>
      <section aria-labelledby="questions-title">
        <h2 id="questions-title">Questions</h2>
        <details class="card" open>
          <summary>What is this?</summary>
          <p>${escapeHtml(tagline)}</p>
        </details>
        <details class="card">
          <summary>How do I begin?</summary>
          <p>Leave your address below. You hear from us with the next step.</p>
        </details>
      </section>
      <section id="contact" class="card contact" aria-labelledby="contact-title">
        <h2 id="contact-title">${call}</h2>
        <form id="message">
          <label for="email">Your email address</label>
          <div class="row">
            <input id="email" name="email" type="email" autocomplete="email" required>
            <button type="submit">Send</button>
          </div>
          <p id="answer" role="status"></p>
        </form>
      </section>`
  },
  css: `
section {
  margin-block: 4rem;
}

.hero {
  padding-block: clamp(2rem, 8vw, 6rem);
}

.hero-centred {
  text-align: center;
}

.hero-centred .lead {
  margin-inline: auto;
}

.hero-centred .row {
  justify-content: center;
}

.row {
  display: flex;
  flex-wrap: wrap;
  gap: 0.7rem;
}

.row input {
  flex: 1 1 14rem;
}

.cards {
  display: grid;
  grid-template-columns: repeat(auto-fit, minmax(min(17rem, 100%), 1fr));
  gap: 1.25rem;
  margin: 0;
  padding: 0;
  list-style: none;
}

.cards h3 {
  margin: 0 0 0.4rem;
  overflow-wrap: anywhere;
}

.cards p {
  margin: 0;
  color: var(--muted);
}

details + details {
  margin-top: 0.8rem;
}

summary {
  font-weight: 600;
  cursor: pointer;
}

.contact {
  background: var(--tint);
}
`,
  script: () => `
const form = document.querySelector('#message');
const answer = document.querySelector('#answer');

form.addEventListener('submit', (event) => {
  event.preventDefault();
  const address = form.elements.email.value.trim();
  // Replace this with a request to your own server.
  answer.textContent = 'Thank you. We would write to ' + address + ' now.';
  form.reset();
});

document.querySelectorAll('a[href^="#"]').forEach((link) => {
  link.addEventListener('click', (event) => {
    event.preventDefault();
    document.querySelector(link.getAttribute('href')).scrollIntoView({ behavior: 'smooth' });
  });
});
`,
}
