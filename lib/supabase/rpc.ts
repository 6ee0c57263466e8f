import 'server-only'
import type { PostgrestError } from '@supabase/supabase-js'
import { z } from 'zod'
import { AppError, isErrorCode } from '@/lib/errors'
import { adminClient } from './admin'
import type { Database } from './database.types'

type Functions = Database['public']['Functions']
export type RpcArgs<Name extends keyof Functions> = Functions[Name]['Args']
type Nullable<Args> = { [Key in keyof Args]: Args[Key] | null }

/** The JSON facts a function put into `detail`, or nothing when the detail is something else. */
function parseDetails(detail: string | null): Record<string, unknown> | undefined {
  try {
    return z.record(z.string(), z.unknown()).parse(JSON.parse(detail ?? ''))
  } catch {
    return undefined
  }
}

/**
 * The one translator of database errors: `PTnnn` errors carry a stable code as their message and JSON facts as
 * their detail; anything else is `internal`, its text kept as the cause for the log.
 */
export function toAppError(error: PostgrestError): AppError {
  if (error.code.startsWith('PT') && isErrorCode(error.message)) {
    return new AppError(error.message, { details: parseDetails(error.details), cause: error })
  }
  return new AppError('internal', { cause: error })
}

/** Call a database function with the secret key and parse what it answers. Throws AppError. */
export async function callRpc<Name extends keyof Functions & string, T>(
  name: Name,
  args: Nullable<RpcArgs<Name>>,
  result: z.ZodType<T>,
): Promise<T> {
  // The generated types do not know that any of them may be null.
  const { data, error } = await adminClient().rpc(name, args as RpcArgs<Name>)
  if (error) throw toAppError(error)
  return result.parse(data)
}
