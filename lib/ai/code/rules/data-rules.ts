import { type Rule, where } from './rule'

const SQL = ['sql'] as const
const PYTHON = ['py'] as const

/** SQL files and Python. */
export const DATA_RULES: readonly Rule[] = [
  {
    severity: 'high',
    title: 'Every row is changed or deleted',
    detail: 'An update or delete without where applies to the whole table.',
    suggestion: 'Say which rows are meant; use truncate when all are.',
    languages: SQL,
    find: where(/(?<=^|;|\bbegin\b)\s*(?:delete\s+from|update\s+[\w."]+\s+set)\b(?![^;]*\bwhere\b)/gi),
  },
  {
    severity: 'low',
    title: 'select *',
    detail: 'It reads columns nobody needs and changes its result when the table does.',
    suggestion: 'Name the columns.',
    languages: SQL,
    find: where(/\bselect\s+\*/gi),
  },
  {
    severity: 'high',
    title: 'Text run as code',
    detail: 'eval and exec run whatever the text says.',
    suggestion: 'Use ast.literal_eval or json.loads for data, and functions for code.',
    languages: PYTHON,
    find: where(/(?<![\w.])(?:eval|exec)\s*\(/g),
  },
  {
    severity: 'high',
    title: 'A command for the shell',
    detail: 'A value with a semicolon or a backtick in it becomes a command of its own.',
    suggestion: 'Call subprocess.run with a list of arguments and without shell=True.',
    languages: PYTHON,
    find: where(/\bshell\s*=\s*True\b|\bos\.system\s*\(/g),
  },
  {
    severity: 'medium',
    title: 'Errors are swallowed',
    detail: 'It hides failures, those nobody has thought of as well, even Ctrl-C when no type is named.',
    suggestion: 'Name the error that may be ignored, and let all others through.',
    languages: PYTHON,
    find: where(/^[ \t]*except\s*:|^[ \t]*except\b[^:\n]*:\s*pass\b/gm),
  },
  {
    severity: 'medium',
    title: 'A default that is shared',
    detail: 'The list or dictionary is made once, and every call without the argument changes the same one.',
    suggestion: 'Use None as the default and make the list inside.',
    languages: PYTHON,
    find: where(/\bdef\s+\w+\s*\([^)]*=\s*(?:\[\s*\]|\{\s*\}|set\(\s*\))/g),
  },
]
