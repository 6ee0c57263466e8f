import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { connect } from '../../local/database/connect'
import { prepareDatabase } from '../../local/database/prepare'
import { SUPABASE_DIR } from '../../local/paths'
import { startPostgres } from '../../local/postgres'
import { findFreePort } from '../../local/setup/ports'

/** The database that every clone is copied from. Nothing may stay connected to it. */
export const TEMPLATE = 'creditkit_template'

/**
 * Starts a PostgreSQL of its own for one test run, with one database prepared once: what hosted Supabase has, the
 * migrations, the seed. `stop` deletes all of it.
 */
export async function startTestCluster(supabaseDir = SUPABASE_DIR) {
  const folder = mkdtempSync(join(tmpdir(), 'creditkit-db-'))
  // The account that PostgreSQL runs under has to get through to its own folder.
  chmodSync(folder, 0o711)
  const server = await startPostgres({
    dataDir: join(folder, 'postgres'),
    port: await findFreePort(0),
    durable: false,
  })
  const stop = async () => {
    await server.stop()
    for (const path of [server.dataDir, folder]) rmSync(path, { recursive: true, force: true })
  }
  try {
    const admin = connect(server.url, 1)
    await admin.unsafe(`create database ${TEMPLATE}`)
    await admin.end()
    const template = connect(databaseUrl(server.url, TEMPLATE), 2)
    try {
      await prepareDatabase(template, supabaseDir, () => undefined)
    } finally {
      await template.end()
    }
  } catch (error) {
    await stop()
    throw error
  }
  return { url: server.url, stop }
}

/** The same server's address of another database. */
export function databaseUrl(url: string, name: string): string {
  const address = new URL(url)
  address.pathname = `/${name}`
  return address.href
}
