import { type Rule, where } from './rule'

/** Longest line that still fits a screen, in characters. */
const MAX_LINE = 160

const KNOWN_KEYS =
  /\b(?:sk_live_\w{8,}|rk_live_\w{8,}|sk-[\w-]{20,}|AKIA[0-9A-Z]{16}|gh[pousr]_\w{30,}|xox[abprs]-[\w-]{10,}|AIza[\w-]{30,}|whsec_[\w+/=]{16,}|sb_secret_\w{8,})|-----BEGIN [A-Z ]*PRIVATE KEY-----/g
const ASSIGNED =
  /\b\w{0,60}(?:api[_-]?key|secret|passw(?:or)?d|token|private[_-]?key)\w{0,60}["']?\s*[:=]\s*["'](?![^"']*(?:your|example|change|placeholder|xxx|\.\.\.|\$\{|<))(?=[^"']*[\d!@#$%^&*])[^"'\s]{8,}["']/gi

const STATEMENT = String.raw`\s*(?:select\b[^"'\n]*\bfrom\b|insert\s+into\b|update\b[^"'\n]*\bset\b|delete\s+from\b)`
const JOINED = String.raw`\s*(?:\+|%(?!=)|\.\s*(?:concat|format)\b|\.\s*\$)`
const SQL_CONCATENATED = new RegExp(
  [
    String.raw`"${STATEMENT}[^"\n]*"${JOINED}`,
    String.raw`'${STATEMENT}[^'\n]*'${JOINED}`,
    // Tagged templates (sql\`...\`) keep values apart from the statement.
    String.raw`(?<![\w)\]])\x60${STATEMENT}[^\x60]*?\$\{`,
    String.raw`\bf(?:"${STATEMENT}[^"\n]*?|'${STATEMENT}[^'\n]*?)\{`,
  ].join('|'),
  'gi',
)

/** What can stand in any file. */
export const TEXT_RULES: readonly Rule[] = [
  {
    severity: 'high',
    title: 'A secret in the code',
    detail: 'Everybody who can read the file, or any old version of it, has this key.',
    suggestion: 'Read it from an environment variable, and replace the one that was written down.',
    find: (source) => [
      ...new Set([...where(KNOWN_KEYS, 'text')(source), ...where(ASSIGNED, 'text')(source)]),
    ],
  },
  {
    severity: 'high',
    title: 'SQL put together from strings',
    detail: 'A value with a quote in it changes the statement: this is how databases are emptied.',
    suggestion: 'Use parameters ($1 or ?) and pass the values beside the statement.',
    languages: ['js', 'ts', 'py'],
    find: where(SQL_CONCATENATED, 'code'),
  },
  {
    severity: 'medium',
    title: 'An address without encryption',
    detail:
      'Everybody on the way can read and change what http:// carries, and browsers block it in secure pages.',
    suggestion: 'Use https://.',
    find: where(
      /(?<!xmlns(?::\w+)?=["'])\bhttp:\/\/(?!localhost|127\.|0\.0\.0\.0|\[::1\]|(?:www\.)?w3\.org|schemas?\.|(?:[\w-]+\.)*(?:local|test|example|internal|invalid)(?![\w.-])|(?:[\w-]+\.)*example\.)[\w-]/gi,
      'text',
    ),
  },
  {
    severity: 'low',
    title: 'Something was left to do',
    detail: 'A note in the code is read by whoever happens to come by, and by nobody else.',
    suggestion: 'Do it, or write it where work is planned.',
    find: where(/\b(?:TODO|FIXME|HACK|XXX)\b/g, 'comments'),
  },
  {
    severity: 'low',
    title: 'A very long line',
    detail: `It has more than ${MAX_LINE} characters, so it is cut off or wrapped wherever it is shown.`,
    suggestion: 'Break it, or let a formatter do so.',
    languages: ['js', 'ts', 'html', 'css', 'sql', 'py'],
    find: where(new RegExp(`^.{${MAX_LINE + 1},}$`, 'gm'), 'text'),
  },
  {
    severity: 'low',
    title: '!important',
    detail: 'It beats every other rule, so the next person can only answer with another one.',
    suggestion: 'Use a more specific selector, or a cascade layer.',
    languages: ['css'],
    find: where(/!\s*important\b/gi),
  },
]
