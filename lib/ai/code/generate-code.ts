import 'server-only'
import { z } from 'zod'
import { countTokens } from '@/lib/ai/count-tokens'
import { generateStructured, getStructuredModel } from '@/lib/ai/structured'
import type { TokenCounts } from '@/lib/ai/text-model'
import { AppError } from '@/lib/errors'
import { composeProject } from './project/compose-project'

export const MAX_FILES = 12
/** Largest file, in bytes of UTF-8. */
export const MAX_FILE_BYTES = 40_000

export type CodeFile = {
  /** relative, with slashes: `index.html`, `src/app.ts` */
  path: string
  content: string
}

export type GeneratedCode = {
  files: CodeFile[]
  summary: string
  /** the model's id; `demo` is the built-in one */
  model: string
} & TokenCounts

const SYSTEM = [
  'You write small, complete programs that work as they are: no placeholders, no build step unless asked for.',
  'Prefer a static web page (index.html, styles.css, script.js) when the brief leaves it open. Add a README.md.',
  `At most ${MAX_FILES} files, each under ${MAX_FILE_BYTES} bytes, with relative paths and forward slashes.`,
  'The summary says in one paragraph what you made and how to run it.',
].join(' ')

const Answer = z.object({
  files: z.array(z.object({ path: z.string(), content: z.string() })),
  summary: z.string(),
})

const SAFE_SEGMENT = /^(?!\.+$)[\w.@()[\]+-]+$/
const MAX_PATH = 120

/**
 * Write a small program for a brief: with the configured model, or with built-in code that composes a static web page.
 * Throws `provider_failed` when the model fails or its files can't be used, and the signal's reason when aborted.
 */
export async function generateCode({
  brief,
  signal,
}: {
  brief: string
  signal: AbortSignal
}): Promise<GeneratedCode> {
  signal.throwIfAborted()
  const model = getStructuredModel()
  if (!model) {
    const project = composeProject(brief)
    const written = project.files.map(({ content }) => content).join('')
    return { ...project, model: 'demo', tokensIn: countTokens(brief), tokensOut: countTokens(written) }
  }
  const { answer, ...counts } = await generateStructured(model, {
    system: SYSTEM,
    prompt: brief,
    schema: Answer,
    signal,
  })
  const problem = findProblem(answer.files)
  if (problem) throw new AppError('provider_failed', { cause: new Error(problem) })
  return { ...answer, model, ...counts }
}

function findProblem(files: CodeFile[]): string | undefined {
  if (files.length === 0 || files.length > MAX_FILES) return `${files.length} files`
  const paths = new Set(files.map(({ path }) => path.toLowerCase()))
  if (paths.size < files.length) return 'a path was used twice'
  const unsafe = files.find(({ path }) => !isSafePath(path))
  if (unsafe) return `unsafe path ${JSON.stringify(unsafe.path.slice(0, MAX_PATH))}`
  // PostgreSQL keeps no text with this character.
  const binary = files.find(({ content }) => content.includes('\0'))
  if (binary) return `${binary.path} is not text`
  const large = files.find(({ content }) => Buffer.byteLength(content) > MAX_FILE_BYTES)
  return large && `${large.path} is too large`
}

// Nothing that is a root, a drive or the way up, whatever the system that unpacks it.
function isSafePath(path: string): boolean {
  return path.length <= MAX_PATH && path.split('/').every((segment) => SAFE_SEGMENT.test(segment))
}
