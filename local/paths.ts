import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The repository root. Everything in `local/` finds the project's own files from here, whatever the working directory. */
export const PROJECT_ROOT = fileURLToPath(new URL('..', import.meta.url))

/** Where the stack keeps what survives a restart: `.local`, or wherever CREDITKIT_LOCAL_DIR says. */
export const LOCAL_DIR = resolve(process.env.CREDITKIT_LOCAL_DIR || join(PROJECT_ROOT, '.local'))

export const SUPABASE_DIR = join(PROJECT_ROOT, 'supabase')
