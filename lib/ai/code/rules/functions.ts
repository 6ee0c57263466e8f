import type { Source } from './source'

/** Longest function that still fits a screen, in lines. */
const MAX_LINES = 60

const HEAD =
  /\bfunction\b[^{;]*\{|=>\s*\{|^[ \t]*(?:(?:async|static|public|private|protected|get|set)\s+)*(?!(?:if|for|while|switch|catch|with)\b)[\w$]+\s*\([^;{}]*\)\s*(?::[^={;\n]+)?\{/gm
const DEFINITION = /^[ \t]*(?:async[ \t]+)?def[ \t]/

const countLines = (text: string) => text.split('\n').length

/** Where functions begin that are longer than 60 lines: those between braces, and those of Python. */
export function findLongFunctions({ bare, languages }: Source): number[] {
  return languages.includes('py') ? findLongDefinitions(bare) : findLongBlocks(bare)
}

function findLongBlocks(bare: string): number[] {
  const ends = matchBraces(bare)
  return [...bare.matchAll(HEAD)].flatMap(({ index, 0: head }) => {
    const end = ends.get(index + head.length - 1)
    const begin = index + head.search(/\S/)
    return end !== undefined && countLines(bare.slice(begin, end)) > MAX_LINES ? [begin] : []
  })
}

/** The offset of each closing brace by that of its opening one. */
function matchBraces(bare: string): Map<number, number> {
  const ends = new Map<number, number>()
  const open: number[] = []
  for (const { index, 0: brace } of bare.matchAll(/[{}]/g)) {
    if (brace === '{') {
      open.push(index)
      continue
    }
    const begin = open.pop()
    if (begin !== undefined) ends.set(begin, index)
  }
  return ends
}

function findLongDefinitions(bare: string): number[] {
  const lines = bare.split('\n')
  let offset = 0
  return lines.flatMap((line, index) => {
    const begin = offset + line.search(/\S|$/)
    offset += line.length + 1
    return DEFINITION.test(line) && endsLate(lines, index) ? [begin] : []
  })
}

/** Whether the definition at a line goes on for more than 60 lines. Blank lines at its end are not part of it. */
function endsLate(lines: string[], start: number): boolean {
  const indent = lines[start]?.search(/\S/) ?? 0
  for (let at = start + 1; at < lines.length; at++) {
    const line = lines[at] ?? ''
    if (line.trim() === '') continue
    // The bracket that closes its parameters may stand as far left as the definition.
    if (line.search(/\S/) <= indent && !/^\s*[)\]]/.test(line)) return false
    if (at - start >= MAX_LINES) return true
  }
  return false
}
