import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { connect } from './database/connect'
import { prepareDatabase } from './database/prepare'
import { startDodo } from './dodo/server'
import { startGateway } from './gateway'
import { startMailbox } from './mailbox/server'
import { LOCAL_DIR, SUPABASE_DIR } from './paths'
import { startPostgres } from './postgres'
import { startRealtime } from './realtime/server'
import { writeEnvFile } from './setup/env-file'
import { addDemoPeople, DEMO_PASSWORD, DEMO_PEOPLE } from './setup/people'
import { DEFAULT_PORTS, type Ports, reservePorts } from './setup/ports'
import { readProducts } from './setup/products'
import { loadSecrets } from './setup/secrets'
import { createTokenVerifier } from './setup/tokens'
import { readProjectConfig } from './supabase/project-config'
import { buildSettings } from './supabase/settings'
import { startSupabase } from './supabase/start'

export type StackOptions = {
  /** Free ports, a throwaway folder that `stop` deletes, and no crash safety. */
  ephemeral?: boolean
  /** Whether the database survives a crash. True, or false with `ephemeral`, when left out. */
  durable?: boolean
  /** Where data is kept; `.local` of the project when left out. Ignored with `ephemeral`. */
  dataDir?: string
  /** The folder with config.toml, migrations and seed.sql; the project's own when left out. */
  supabaseDir?: string
  /** Where the app will answer. Left out: http://localhost:<port 3000 or the next free one>. */
  siteUrl?: string
  ports?: Partial<Ports>
  /** Written with every address and key once all parts answer. */
  envFile?: string
  /** How the payment stand-in behaves, beyond its defaults. */
  dodo?: Partial<Pick<Parameters<typeof startDodo>[0], 'retryScheduleMs' | 'order' | 'webhookDelayMs'>>
  /** Told one line for each thing worth knowing, such as a migration that ran. */
  onNotice?: (line: string) => void
}

export type Part = { name: string; address: string; purpose: string }

export type Stack = {
  /** Everything the app needs, by the names of .env.example. */
  env: Record<string, string>
  parts: Part[]
  siteUrl: string
  dataDir: string
  stop(): Promise<void>
  /** Resolves with one line when a part ends that nobody asked to. The rest keeps running until `stop`. */
  failed: Promise<string>
}

/**
 * Starts the stand-ins for everything hosted: PostgreSQL, the Supabase API with Realtime behind one address, the
 * mailbox and the payment provider, with the project's migrations and seed applied. Rejects, with everything stopped
 * again, when a part cannot start.
 */
export async function startStack(options: StackOptions = {}): Promise<Stack> {
  const { ephemeral = false, supabaseDir = SUPABASE_DIR, onNotice = () => undefined } = options
  const dataDir = ephemeral ? makeThrowawayFolder() : (options.dataDir ?? LOCAL_DIR)
  const stops: (() => Promise<unknown>)[] = []
  const stop = async () => {
    for (const stopPart of stops.splice(0).reverse()) await stopPart()
    if (ephemeral) rmSync(dataDir, { recursive: true, force: true })
  }

  try {
    const reservation = await reservePorts({ ...DEFAULT_PORTS, ...options.ports }, ephemeral)
    stops.push(() => reservation.releaseAll())
    const { ports, release } = reservation
    const siteUrl = options.siteUrl ?? `http://localhost:${ports.app}`
    const secrets = loadSecrets(join(dataDir, 'secrets.json'))
    const project = readProjectConfig(supabaseDir)
    const gatewayUrl = `http://127.0.0.1:${ports.gateway}`

    await Promise.all([release('mailbox'), release('smtp')])
    const mailbox = await startMailbox({
      smtpPort: ports.smtp,
      httpPort: ports.mailbox,
      dataDir: join(dataDir, 'mail'),
    })
    stops.push(() => mailbox.close())

    // The API server takes longest to load and needs the database only once it is asked something.
    const settings = buildSettings({
      project,
      databaseUrl: `postgres://authenticator:authenticator@127.0.0.1:${ports.postgres}/postgres`,
      smtpUrl: mailbox.smtpUrl,
      siteUrl,
      gatewayUrl,
      jwtSecret: secrets.jwtSecret,
      publishableKey: secrets.publishableKey,
      secretKey: secrets.secretKey,
      folder: join(dataDir, 'supabase'),
      env: process.env,
    })
    const loading = startSupabase(settings, join(dataDir, 'supabase.log'))
    loading.catch(() => undefined)
    stops.push(() => loading.then((server) => server.close()).catch(() => undefined))

    const database = await startPostgres({
      dataDir: join(dataDir, 'postgres'),
      port: ports.postgres,
      durable: options.durable ?? !ephemeral,
      onLaunch: () => release('postgres'),
      onNotice: (line) => onNotice(`PostgreSQL: ${line}`),
    })
    stops.push(async () => {
      await database.stop()
      if (ephemeral) rmSync(database.dataDir, { recursive: true, force: true })
    })
    const sql = connect(database.url)
    stops.push(() => sql.end({ timeout: 2 }))
    await prepareDatabase(sql, supabaseDir, onNotice)
    await addDemoPeople(sql)

    const realtime = await startRealtime({
      databaseUrl: database.url,
      verifyToken: createTokenVerifier(secrets.jwtSecret),
      publishableKey: secrets.publishableKey,
      secretKey: secrets.secretKey,
    })
    stops.push(() => realtime.close())
    await release('dodo')
    const dodo = await startDodo({
      port: ports.dodo,
      dataDir: ephemeral ? undefined : join(dataDir, 'dodo'),
      apiKey: secrets.dodoApiKey,
      webhookKey: secrets.dodoWebhookKey,
      webhookUrl: `${siteUrl}/api/dodopayments/webhook`,
      products: await readProducts(sql),
      ...options.dodo,
    })
    stops.push(() => dodo.close())
    const supabase = await loading
    await release('gateway')
    const gateway = await startGateway({ port: ports.gateway, target: supabase.url, realtime })
    stops.push(() => gateway.close())
    warmUp(gateway.url, secrets.secretKey)
    await reservation.releaseAll()

    const env = {
      NEXT_PUBLIC_SITE_URL: siteUrl,
      NEXT_PUBLIC_SUPABASE_URL: gateway.url,
      NEXT_PUBLIC_SUPABASE_PUBLISHABLE_KEY: secrets.publishableKey,
      SUPABASE_SECRET_KEY: secrets.secretKey,
      DATABASE_URL: database.url,
      DODO_PAYMENTS_API_KEY: secrets.dodoApiKey,
      DODO_PAYMENTS_BASE_URL: dodo.url,
      DODO_PAYMENTS_WEBHOOK_KEY: secrets.dodoWebhookKey,
      SMTP_URL: mailbox.smtpUrl,
      MAILBOX_URL: mailbox.url,
      MAIL_FROM: 'Creditkit <no-reply@creditkit.local>',
      UNSUBSCRIBE_SECRET: secrets.unsubscribeSecret,
      SUPABASE_JWT_SECRET: secrets.jwtSecret,
      CRON_SECRET: secrets.cronSecret,
      LEAD_SECRET: secrets.leadSecret,
      DEMO_ACCOUNTS: DEMO_PEOPLE.map(({ email }) => email).join(','),
      DEMO_PASSWORD,
    }
    if (options.envFile) writeEnvFile(options.envFile, env)
    const parts = [
      { name: 'Supabase', address: gateway.url, purpose: 'REST, Auth, Storage and Realtime' },
      { name: 'PostgreSQL', address: database.url, purpose: `your data, kept in ${database.dataDir}` },
      { name: 'Mailbox', address: mailbox.url, purpose: `all mail ends up here (${mailbox.smtpUrl})` },
      { name: 'DodoPayments', address: dodo.url, purpose: 'checkout with test cards, payments, webhooks' },
    ]
    const failed = Promise.race([
      database.died.then(() => `PostgreSQL ended; its log is ${join(dataDir, 'postgres.log')}`),
      supabase.died.then(() => `The Supabase API ended; its log is ${join(dataDir, 'supabase.log')}`),
    ])
    return { env, parts, siteUrl, dataDir, stop, failed }
  } catch (error) {
    await stop()
    throw error
  }
}

function makeThrowawayFolder() {
  const folder = mkdtempSync(join(tmpdir(), 'creditkit-'))
  // The database account has to get through to its own folder in there, and to nothing else.
  chmodSync(folder, 0o711)
  return folder
}

// The first question makes the API server read the whole schema; better now than on someone's first click.
function warmUp(url: string, secretKey: string) {
  fetch(`${url}/rest/v1/`, { headers: { apikey: secretKey } }).catch(() => undefined)
}
