import { ApiError, offlineError } from '@/lib/api-client'

type PutOptions = {
  signal: AbortSignal
  /** Told how much has gone, from 0 to 1. */
  onProgress: (share: number) => void
}

/**
 * PUT a file to a signed address of the storage. By XMLHttpRequest: fetch does not tell how much has gone. Throws
 * ApiError, and the signal's reason when that aborts.
 */
export function putFile(url: string, file: File, { signal, onProgress }: PutOptions): Promise<void> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted()
    const request = new XMLHttpRequest()
    const abort = () => request.abort()
    request.open('PUT', url)
    request.setRequestHeader('content-type', 'application/octet-stream')
    request.upload.addEventListener('progress', ({ loaded }) => onProgress(loaded / file.size))
    request.addEventListener('load', () => {
      if (request.status === 200) resolve()
      else reject(toError(request))
    })
    request.addEventListener('error', () => reject(offlineError()))
    request.addEventListener('abort', () => reject(signal.reason))
    request.addEventListener('loadend', () => signal.removeEventListener('abort', abort))
    signal.addEventListener('abort', abort)
    request.send(file)
  })
}

/** The storage answers most refusals with 400 and says the status it means in the body. */
function toError({ status, responseText }: XMLHttpRequest): ApiError {
  if (/"statusCode":\s*"?413/.test(responseText) || status === 413) {
    return new ApiError(413, 'payload_too_large', 'This file is larger than a model may be.')
  }
  return new ApiError(status, 'provider_failed', 'The storage did not take the file.')
}
