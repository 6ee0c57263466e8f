/**
 * The same upload with the bare file as its body. The stock client sends a Blob in a form, in a field without a name; the
 * server would keep the form, or look for another field. A file of unannounced length is read to its end first:
 * the bucket's limit holds for what arrives.
 */
export async function unpackFile(request: Request): Promise<Request> {
  const headers = new Headers(request.headers)
  if (!headers.get('content-type')?.startsWith('multipart/form-data')) {
    if (headers.has('content-length')) return request
    return withBody(request, headers, await request.blob())
  }
  const form = await request.formData()
  const file = Array.from(form.values()).find((value) => value instanceof Blob) ?? new Blob([])
  const maxAge = form.get('cacheControl')
  if (typeof maxAge === 'string') headers.set('cache-control', `max-age=${maxAge}`)
  headers.set('content-type', file.type || 'application/octet-stream')
  return withBody(request, headers, file)
}

function withBody({ url, method }: Request, headers: Headers, body: Blob) {
  headers.set('content-length', String(body.size))
  return new Request(url, { method, headers, body })
}

/** A signed upload is answered with the file's path in the bucket; hosted, the bucket comes first. */
export async function nameKey(answer: Response, bucket: string): Promise<Response> {
  if (!answer.ok) return answer
  const { Key } = (await answer.json()) as { Key: string }
  return Response.json({ Key: `${bucket}/${Key}` })
}

/** With `?download`, the browser saves the file, under the name asked for or its own. */
export function nameDownload(answer: Response, pathname: string, wanted: string | null): Response {
  if (!answer.ok || wanted === null) return answer
  const name = wanted || decodeURIComponent(pathname.split('/').at(-1) ?? '')
  const encoded = encodeURIComponent(name).replace(/['()*]/g, (mark) => `%${mark.charCodeAt(0).toString(16)}`)
  const headers = new Headers(answer.headers)
  headers.set('content-disposition', `attachment; filename*=UTF-8''${encoded}`)
  return new Response(answer.body, { status: answer.status, headers })
}
