import 'server-only'
import pino from 'pino'
import { serverEnv } from './env/server'

let cached: pino.Logger | undefined

/** The server's log: JSON lines on stdout. Never pass request bodies, cookies or keys to it. */
export function logger(): pino.Logger {
  cached ??= pino({ level: serverEnv().LOG_LEVEL })
  return cached
}
