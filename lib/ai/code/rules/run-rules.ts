import { DATA_RULES } from './data-rules'
import { MARKUP_RULES } from './markup-rules'
import type { Rule, Severity } from './rule'
import { SCRIPT_RULES } from './script-rules'
import { readSources, type Source } from './source'
import { TEXT_RULES } from './text-rules'

/** A generated file would otherwise drown everything else. */
const MAX_PER_RULE_AND_FILE = 20

export const RULES: readonly Rule[] = [...TEXT_RULES, ...SCRIPT_RULES, ...MARKUP_RULES, ...DATA_RULES]

export type RuleFinding = {
  path: string
  line: number
  severity: Severity
  title: string
  detail: string
  suggestion: string
}

/** All that the rules find, by file and line (1 is the first), each rule at most once a line. */
export function runRules(files: { path: string; content: string }[]): RuleFinding[] {
  return files.flatMap((file) => {
    const sources = readSources(file)
    return RULES.flatMap((rule) => findLines(rule, sources).map((line) => describe(rule, file.path, line)))
  })
}

function findLines(rule: Rule, sources: Source[]): number[] {
  const lines = sources
    .filter(({ languages }) => !rule.languages || languages.some((one) => rule.languages?.includes(one)))
    .flatMap((source) => toLines(source.text, rule.find(source)))
  return [...new Set(lines)].sort((a, b) => a - b).slice(0, MAX_PER_RULE_AND_FILE)
}

/** The lines of offsets, in one pass over the text. */
function toLines(text: string, offsets: number[]): number[] {
  let [line, at] = [1, 0]
  return offsets
    .toSorted((a, b) => a - b)
    .map((offset) => {
      line += text.slice(at, offset).split('\n').length - 1
      at = offset
      return line
    })
}

const describe = ({ severity, title, detail, suggestion }: Rule, path: string, line: number) => ({
  path,
  line,
  severity,
  title,
  detail,
  suggestion,
})
