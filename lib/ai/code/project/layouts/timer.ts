import type { Brief } from '../brief'
import { escapeHtml } from '../html'
import type { Layout } from './layout'

const DEFAULT_MINUTES = 25
const MAX_MINUTES = 600

function minutesOf({ text }: Brief): number {
  const [, number] = /\b(\d{1,3})[ -]?min/i.exec(text) ?? []
  const minutes = Number(number ?? DEFAULT_MINUTES)
  return Math.min(Math.max(minutes, 1), MAX_MINUTES)
}

export const timer: Layout = {
  kind: 'a timer',
  words: /\b(?:timer|pomodoro|countdown|stopwatch)\b/i,
  about: 'It counts down, can be paused and started over, and keeps the time in the title of its tab.',
  invitation: 'Set the minutes, press start, and get on with it.',
  body: (brief) => {
    const minutes = minutesOf(brief)
    return `      <h1>${escapeHtml(brief.title)}</h1>
      <p class="lead">${escapeHtml(brief.tagline)}</p>
      <section class="card clock" aria-label="Timer">
        <svg class="dial" viewBox="0 0 120 120" aria-hidden="true">
          <circle class="track" cx="60" cy="60" r="54"></circle>
          <circle id="left" class="left" cx="60" cy="60" r="54" pathLength="1"></circle>
        </svg>
        <p id="time" class="time" role="timer">${minutes}:00</p>
        <p id="state" class="state" role="status">Ready</p>
        <div class="row">
          <button type="button" id="start">Start</button>
          <button type="button" id="again" class="quiet">Start over</button>
        </div>
        <form id="settings" class="settings">
          <label for="minutes">Minutes</label>
          <input id="minutes" name="minutes" type="number" min="1" max="${MAX_MINUTES}" value="${minutes}" required>
        </form>
      </section>`
  },
  css: `
.clock {
  display: grid;
  justify-items: center;
  gap: 1rem;
  max-width: 26rem;
}

.dial {
  grid-area: 1 / 1;
  width: min(18rem, 100%);
  transform: rotate(-90deg);
}

.dial circle {
  fill: none;
  stroke-width: 7;
}

.track {
  stroke: var(--tint);
}

.left {
  stroke: var(--accent);
  stroke-linecap: round;
  stroke-dasharray: 1;
  transition: stroke-dashoffset 0.3s linear;
}

.time {
  grid-area: 1 / 1;
  align-self: center;
  margin: 0;
  font-size: clamp(2.4rem, 12vw, 3.6rem);
  font-variant-numeric: tabular-nums;
  font-weight: 600;
}

.state {
  margin: 0;
  color: var(--muted);
}

.row {
  display: flex;
  gap: 0.6rem;
}

.settings {
  display: flex;
  align-items: center;
  gap: 0.8rem;
}

.settings label {
  margin: 0;
}

.settings input {
  width: 6rem;
}
`,
  script: () => `
const time = document.querySelector('#time');
const state = document.querySelector('#state');
const left = document.querySelector('#left');
const start = document.querySelector('#start');
const minutes = document.querySelector('#minutes');
const title = document.title;

let total = Number(minutes.value) * 60;
let remaining = total;
let endsAt = 0;
let ticking = 0;

function show() {
  const shown = Math.floor(remaining / 60) + ':' + String(remaining % 60).padStart(2, '0');
  time.textContent = shown;
  document.title = ticking ? shown + ' ' + title : title;
  left.style.strokeDashoffset = String(1 - remaining / total);
  start.textContent = ticking ? 'Pause' : 'Start';
}

function stop(words) {
  clearInterval(ticking);
  ticking = 0;
  state.textContent = words;
  show();
}

function tick() {
  // From the clock, because a tab in the background is woken too seldom to count.
  remaining = Math.max(0, Math.round((endsAt - Date.now()) / 1000));
  if (remaining === 0) stop('Time is up');
  else show();
}

function startOver() {
  total = Math.min(Math.max(Math.round(Number(minutes.value)) || 1, 1), ${MAX_MINUTES}) * 60;
  remaining = total;
  stop('Ready');
}

start.addEventListener('click', () => {
  if (ticking) {
    stop('Paused');
    return;
  }
  if (remaining === 0) startOver();
  endsAt = Date.now() + remaining * 1000;
  ticking = setInterval(tick, 250);
  state.textContent = 'Running';
  show();
});
document.querySelector('#again').addEventListener('click', startOver);
minutes.addEventListener('change', startOver);
document.querySelector('#settings').addEventListener('submit', (event) => event.preventDefault());

show();
`,
}
