import { nameDownload, nameKey, unpackFile } from './uploads'

type Handler = (request: Request) => Promise<Response>
type StoredFile = Record<'id' | 'name' | 'created_at' | 'updated_at' | 'last_accessed_at', string> & {
  metadata: unknown
}
type Question = { prefix: string; limit?: number; offset?: number; search?: string; sortBy?: unknown }
type Signed = { signedUrl?: string; message?: string; token?: string }

const SERVED_AT = '/storage/v1'
const SIGN_ONE = /^\/storage\/v1\/object\/(?:upload\/)?sign\/[^/]+\/./
const SIGN_MANY = /^\/storage\/v1\/object\/sign\/[^/]+$/
const UPLOAD = /^\/storage\/v1\/object\/(?:upload\/sign\/)?(?!list\/|sign\/|move$|copy$)([^/]+)\/./
const LIST = /^\/storage\/v1\/object\/list\//

/**
 * Puts hosted Supabase's behaviour in front of the storage routes where the server's differs: signed addresses have
 * the names that the stock client reads and save files under the name asked for, several are signed at once, a token
 * that is forged or has lapsed is refused as such, a file may come in a form, and a list shows one folder, its files by
 * their own names and its folders once. Everything else passes through.
 */
export function createStorageRoutes(server: Handler): Handler {
  return async (request) => {
    const { pathname, searchParams } = new URL(request.url)
    if (request.method === 'GET' && SIGN_ONE.test(pathname)) {
      return nameDownload(refuseToken(await server(request)), pathname, searchParams.get('download'))
    }
    const [, bucket] = UPLOAD.exec(pathname) ?? []
    const isSigned = SIGN_ONE.test(pathname)
    if (bucket && (request.method === 'PUT' || (request.method === 'POST' && !isSigned))) {
      const answer = await server(await unpackFile(request))
      return isSigned ? nameKey(refuseToken(answer), bucket) : answer
    }
    if (request.method !== 'POST') return server(request)
    if (SIGN_ONE.test(pathname)) return renameAddress(await server(request))
    if (SIGN_MANY.test(pathname)) return signMany(server, request)
    if (LIST.test(pathname)) return listFolder(server, request)
    return server(request)
  }
}

function refuseToken(answer: Response) {
  // The server takes what its token library throws for a fault of its own.
  if (answer.status !== 500) return answer
  const message = 'The signature is not valid or has lapsed'
  return Response.json({ statusCode: '400', error: 'InvalidJWT', message }, { status: 400 })
}

async function renameAddress(answer: Response) {
  if (!answer.ok) return answer
  const { signedUrl = '', ...rest } = (await answer.json()) as Signed
  const address = signedUrl.slice(SERVED_AT.length)
  return Response.json(rest.token === undefined ? { signedURL: address } : { ...rest, url: address })
}

async function signMany(server: Handler, request: Request) {
  const { paths, expiresIn } = (await request.json()) as { paths: string[]; expiresIn: number }
  const signed = paths.map(async (path) => {
    const address = `${request.url}/${path.split('/').map(encodeURIComponent).join('/')}`
    const answer = await server(askAgain(request, { expiresIn }, address))
    const { signedUrl, message = null } = (await answer.json()) as Signed
    return answer.ok && signedUrl
      ? { path, signedURL: signedUrl.slice(SERVED_AT.length), error: null }
      : { path, signedURL: null, error: message }
  })
  return Response.json(await Promise.all(signed))
}

async function listFolder(server: Handler, request: Request): Promise<Response> {
  const { prefix, limit = 100, offset = 0, search = '', sortBy } = (await request.json()) as Question
  const folder = prefix.replace(/\/*$/, prefix ? '/' : '')
  const answer = await server(askAgain(request, { prefix: folder, sortBy }))
  if (!answer.ok) return answer
  const inFolder = ((await answer.json()) as StoredFile[])
    .filter(({ name }) => name.startsWith(folder))
    .map((file) => ({ ...file, name: file.name.slice(folder.length) }))
    .filter(({ name }) => name.toLowerCase().startsWith(search.toLowerCase()))
  const folders = inFolder.flatMap(({ name }) => (name.includes('/') ? [name.split('/', 1)[0] ?? ''] : []))
  const entries = [
    ...[...new Set(folders)].sort().map(describeFolder),
    ...inFolder.filter(({ name }) => !name.includes('/')).map(describeFile),
  ]
  return Response.json(entries.slice(offset, offset + limit))
}

// With the caller's own key and session, so that the access rules stay the caller's.
function askAgain(request: Request, body: unknown, address = request.url) {
  const headers = new Headers(request.headers)
  headers.delete('content-length')
  return new Request(address, { method: 'POST', headers, body: JSON.stringify(body) })
}

const describeFile = ({ id, name, created_at, updated_at, last_accessed_at, metadata }: StoredFile) => ({
  name,
  id,
  created_at,
  updated_at,
  last_accessed_at,
  metadata,
})

const describeFolder = (name: string) => ({
  name,
  id: null,
  created_at: null,
  updated_at: null,
  last_accessed_at: null,
  metadata: null,
})
