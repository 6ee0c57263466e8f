// The API server's own process: @supabase/lite over our database, with hosted Supabase's manners put in front.
import { AsyncLocalStorage } from 'node:async_hooks'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createApi } from '@supabase/lite/cli'
import type { Sql } from 'postgres'
import { connect } from '../database/connect'
import { createPeople } from './auth-people'
import { createAuthRoutes } from './auth-routes'
import { asPostgrestError } from './database-errors'
import { saveRoundTrips } from './driver/round-trips'
import { mendTypes } from './driver/types'
import { serveFetch } from './http'
import { createMailer } from './mailer'
import { isAllowedRedirect } from './redirects'
import type { ServerSettings } from './settings'
import { createStorageRoutes } from './storage/routes'

process.once('message', (settings: ServerSettings) => {
  serve(settings).catch((error: unknown) => {
    console.error(error)
    process.exit(1)
  })
})
// The channel closes when the parent ends, in whatever way.
process.once('disconnect', () => process.exit(0))
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => undefined)

async function serve(settings: ServerSettings) {
  const redirect = new AsyncLocalStorage<string | undefined>()
  const sql = connect(settings.databaseUrl, 2)
  const mailer = createMailer({ ...settings, currentRedirect: () => redirect.getStore() })
  const app = await createServer(settings)
  app._mailer = mailer

  const hasKey = (request: Request) => {
    const key = request.headers.get('apikey') ?? new URL(request.url).searchParams.get('apikey')
    return key === settings.publishableKey || key === settings.secretKey
  }
  const people = createPeople(sql, mailer, settings.otpLength)
  const storage = createStorageRoutes((request) => app.fetch(request))
  const handle = createAuthRoutes(storage, people, hasKey)
  const { url } = await serveFetch((request) => {
    const wanted = new URL(request.url).searchParams.get('redirect_to')
    const { siteUrl, redirectUrls } = settings
    const target = wanted && isAllowedRedirect(wanted, siteUrl, redirectUrls) ? wanted : undefined
    return redirect.run(target, () => handle(request))
  })
  process.send?.({ url })
}

async function createServer(settings: ServerSettings) {
  mkdirSync(join(settings.folder, 'supabase'), { recursive: true })
  const config = join(settings.folder, 'supabase', 'config.json')
  writeFileSync(config, JSON.stringify(settings.config, null, 2), { mode: 0o600 })
  // Uploaded files land under the working directory.
  process.chdir(settings.folder)
  const api = await createApi({ withSupabaseClient: false, root: join(settings.folder, 'home') })
  const app = await api.project.local.createApp('supabase/config.json', { admin: false })
  app.connection.normalizeDbError = asPostgrestError
  // On the first request the server would grant every API role everything in each schema that uses row level
  // security. It asks this field whether that was done; here the migrations decide who may do what.
  Object.assign(app.connection, { rlsState: 'active' })
  const { driver } = app.connection as unknown as { driver: Sql }
  mendTypes(driver)
  saveRoundTrips(driver)
  return app
}
