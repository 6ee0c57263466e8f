import { findLongFunctions } from './functions'
import { type Rule, where } from './rule'

const SCRIPTS = ['js', 'ts'] as const
// A string with nothing put into it, and nothing added to it.
const LITERAL = String.raw`(?!\s*(?:"[^"\n]*"|'[^'\n]*'|\x60[^\x60$]*\x60)\s*(?:[;,)}\n]|$))`
const HTML_SINK = new RegExp(
  String.raw`\.(?:innerHTML|outerHTML)\s*\+?=(?!=)${LITERAL}|\.insertAdjacentHTML\s*\([^,()\n]+,${LITERAL}|\bdocument\.write(?:ln)?\s*\(${LITERAL}|\bdangerouslySetInnerHTML\s*=`,
  'g',
)
const EMPTY_CATCH = /\bcatch\s*(?:\([^)]*\)\s*)?\{\s*\}|\.catch\(\s*\(?\w*\)?\s*=>\s*\{\s*\}\s*\)/g

export const SCRIPT_RULES: readonly Rule[] = [
  {
    severity: 'high',
    title: 'HTML built from a variable',
    detail:
      'Whatever the variable holds is read as HTML, so text from a person can become a script of theirs.',
    suggestion: 'Use textContent, or create the elements and append them.',
    languages: SCRIPTS,
    find: where(HTML_SINK, 'code'),
  },
  {
    severity: 'high',
    title: 'Text run as code',
    detail:
      'eval, new Function and timers given a string run whatever the text says, and hide it from every tool.',
    suggestion: 'Call a function, or parse the text with JSON.parse.',
    languages: SCRIPTS,
    find: where(/(?<![\w.$])eval\s*\(|\bnew\s+Function\s*\(|\bset(?:Timeout|Interval)\s*\(\s*["'`]/g),
  },
  {
    severity: 'high',
    title: 'A secret made with Math.random',
    detail: 'Math.random can be foretold from a few of its results, and with it the token.',
    suggestion: 'Use crypto.randomUUID() or crypto.getRandomValues().',
    languages: SCRIPTS,
    find: where(
      /\b\w{0,60}(?:token|secret|password|session|nonce)\w{0,60}\s*[:=][^;\n]{0,200}\bMath\.random\(/gi,
    ),
  },
  {
    severity: 'medium',
    title: '== instead of ===',
    detail: 'It converts its operands first: 0 == "" and null == undefined are true.',
    suggestion: 'Compare with === or !==.',
    languages: SCRIPTS,
    find: where(/(?<![=!<>])[=!]=(?![=>])(?!\s*(?:null|undefined)\b)/g),
  },
  {
    severity: 'medium',
    title: 'Errors are swallowed',
    detail: 'An empty catch hides failures, those nobody has thought of as well.',
    suggestion: 'Handle the error, report it, or say in a comment why it may be ignored.',
    languages: SCRIPTS,
    // A comment in the braces is a reason: then the text is not as empty as the code.
    find: (source) =>
      [...source.bare.matchAll(EMPTY_CATCH)]
        .filter(({ index, 0: match }) => source.text.startsWith(match, index))
        .map(({ index }) => index),
  },
  {
    severity: 'medium',
    title: 'forEach does not wait',
    detail: 'It ignores the promises of an async callback: errors are lost, and what follows runs too early.',
    suggestion: 'Use for ... of with await, or Promise.all over map.',
    languages: SCRIPTS,
    find: where(/\.forEach\s*\(\s*async\b/g),
  },
  {
    severity: 'medium',
    title: 'A breakpoint was left in',
    detail: 'debugger stops the page of everybody who has developer tools open.',
    suggestion: 'Remove the line.',
    languages: SCRIPTS,
    find: where(/(?<![\w.$-])debugger[ \t]*(?:;|$)/gm),
  },
  {
    severity: 'medium',
    title: 'any switches the types off',
    detail: 'Nothing that comes from it is checked any more, however far it travels.',
    suggestion: 'Name the type; for what is not known yet use unknown and narrow it.',
    languages: ['ts'],
    find: where(/(?::\s*|\bas\s+|[<|&]\s*)any\b(?=\s*(?:[;,)\]}=>|&[]|$))|,\s*any\b(?=\s*>)/gm),
  },
  {
    severity: 'medium',
    title: 'The type checker is told to look away',
    detail: 'Errors on the next line, or in the whole file, stay unseen.',
    suggestion: 'Mend the type, or use @ts-expect-error, which complains once it is not needed.',
    languages: SCRIPTS,
    find: where(/@ts-(?:ignore|nocheck)\b/g, 'comments'),
  },
  {
    severity: 'medium',
    title: 'A very long function',
    detail: 'It has more than 60 lines, so nobody sees it at a glance or can test its parts.',
    suggestion: 'Split it where a comment or a blank line already does.',
    languages: ['js', 'ts', 'py'],
    find: findLongFunctions,
  },
  {
    severity: 'low',
    title: 'var instead of let or const',
    detail: 'It belongs to the whole function and may be declared twice, which hides mistakes.',
    suggestion: 'Use const, or let for what changes.',
    languages: SCRIPTS,
    find: where(/(?<![\w.$-])var\s+[\w$[{]/g),
  },
  {
    severity: 'low',
    title: 'console.log left in',
    detail: 'It fills the console of visitors, sometimes with things that are none of their business.',
    suggestion: 'Remove it, or use the logger.',
    languages: SCRIPTS,
    find: where(/(?<![\w.$])console\.(?:log|debug|dir|table|trace)\s*\(/g),
  },
]
