import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'

/** Writes variables as a dotenv file that a shell can source too. Readable by its owner only: it holds keys. */
export function writeEnvFile(file: string, env: Record<string, string>) {
  const lines = Object.entries(env).map(([name, value]) => `${name}='${value.replaceAll("'", `'\\''`)}'`)
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, `# Written by the local stack at each start.\n${lines.join('\n')}\n`, { mode: 0o600 })
}
