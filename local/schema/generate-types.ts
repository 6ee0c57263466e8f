import { spawn } from 'node:child_process'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { PROJECT_ROOT } from '../paths'

/** Where the types are kept. */
export const TYPES_FILE = join(PROJECT_ROOT, 'lib', 'supabase', 'database.types.ts')

/**
 * The TypeScript types of the schema `public` as the Supabase CLI writes them, formatted like the rest of the code.
 * Rejects with what the CLI said.
 */
export async function generateTypes(databaseUrl: string): Promise<string> {
  const wish = ['gen', 'types', '--lang', 'typescript', `--remote=${databaseUrl}`, '--schema', 'public']
  // Elsewhere than in the project, where the CLI would leave notes of its own in `supabase/`.
  const types = await run('supabase', wish, { cwd: tmpdir() })
  // Under another name, because the project's Biome settings leave the generated file alone.
  return run('@biomejs/biome', ['format', '--stdin-file-path=types.ts'], { cwd: PROJECT_ROOT, input: types })
}

/** Runs the program of an npm package; resolves what it wrote to stdout. */
function run(name: string, args: string[], { cwd, input = '' }: { cwd: string; input?: string }) {
  const file = createRequire(import.meta.url).resolve(`${name}/package.json`)
  const { bin } = createRequire(import.meta.url)(file) as { bin: Record<string, string> }
  const program = join(dirname(file), Object.values(bin)[0] ?? '')
  return new Promise<string>((resolve, reject) => {
    const env = { ...process.env, PGSSLMODE: 'disable', DO_NOT_TRACK: '1' }
    const child = spawn(process.execPath, [program, ...args], { cwd, env })
    const said: Buffer[] = []
    const complaint: Buffer[] = []
    child.stdout.on('data', (chunk: Buffer) => said.push(chunk))
    child.stderr.on('data', (chunk: Buffer) => complaint.push(chunk))
    child.once('error', reject)
    child.once('close', (code) => {
      if (code === 0) resolve(Buffer.concat(said).toString())
      else reject(new Error(`${name} failed (code ${code}): ${Buffer.concat(complaint).toString().trim()}`))
    })
    child.stdin.end(input)
  })
}
