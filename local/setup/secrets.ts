import { randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { z } from 'zod'

const secretsFile = z.object({
  jwtSecret: z.string().min(32),
  publishableKey: z.string().startsWith('sb_publishable_'),
  secretKey: z.string().startsWith('sb_secret_'),
  dodoApiKey: z.string().min(16),
  /** `whsec_` and the base64 of 32 bytes. */
  dodoWebhookKey: z.string().startsWith('whsec_'),
  cronSecret: z.string().min(32),
  leadSecret: z.string().min(32),
  unsubscribeSecret: z.string().min(32),
})

export type Secrets = z.infer<typeof secretsFile>

/** The stack's keys: made up at the first start, the same ever after. Those that are missing or unreadable are added. */
export function loadSecrets(file: string): Secrets {
  const known = secretsFile.partial().safeParse(readJson(file))
  const made: Secrets = {
    jwtSecret: randomBytes(32).toString('hex'),
    publishableKey: `sb_publishable_${token()}`,
    secretKey: `sb_secret_${token()}`,
    dodoApiKey: `local_${token()}`,
    dodoWebhookKey: `whsec_${randomBytes(32).toString('base64')}`,
    cronSecret: randomBytes(32).toString('hex'),
    leadSecret: randomBytes(32).toString('hex'),
    unsubscribeSecret: randomBytes(32).toString('hex'),
    ...known.data,
  }
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, `${JSON.stringify(made, null, 2)}\n`, { mode: 0o600 })
  return made
}

function token() {
  return randomBytes(24).toString('hex')
}

function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return undefined
  }
}
