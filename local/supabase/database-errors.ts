// PostgREST's statuses, for the SQLSTATEs that the API server would answer with a bare 500. The longest match counts.
const STATUS: Record<string, number> = {
  '08': 503,
  '09': 500,
  '0L': 403,
  '0P': 403,
  '25': 500,
  '28': 403,
  '2D': 500,
  '38': 500,
  '39': 500,
  '3B': 500,
  '40': 500,
  '57': 500,
  '57P01': 503,
  '58': 500,
  F0: 500,
  HV: 500,
  P0: 500,
  P0001: 400,
  XX: 500,
}

const SERVER_KNOWS = /^(PT|PGRST|42|22|21|53|54|55|23502|23503|23505|25006)/

type DatabaseError = { code: string; message?: string; detail?: string; hint?: string }

/**
 * Turns a database error into one that the API server answers like PostgREST: with the SQLSTATE as `code` and
 * PostgREST's HTTP status. Errors that it already answers so are returned as they are.
 */
export function asPostgrestError(error: unknown): unknown {
  if (!isDatabaseError(error) || SERVER_KNOWS.test(error.code)) return error
  const status = STATUS[error.code] ?? STATUS[error.code.slice(0, 2)] ?? 400
  const body = {
    code: error.code,
    message: error.message ?? '',
    details: error.detail ?? null,
    hint: error.hint ?? null,
  }
  // PostgREST's own convention for `raise sqlstate 'PGRST'`: the answer as JSON in the message and the detail.
  return Object.assign(new Error(JSON.stringify(body)), {
    code: 'PGRST',
    detail: JSON.stringify({ status, headers: {} }),
  })
}

function isDatabaseError(error: unknown): error is DatabaseError {
  if (typeof error !== 'object' || error === null || !('code' in error)) return false
  return typeof error.code === 'string' && /^[0-9A-Z]{5}$/.test(error.code)
}
