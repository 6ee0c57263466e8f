import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { connect } from '../database/connect'
import { prepareDatabase } from '../database/prepare'
import { SUPABASE_DIR } from '../paths'
import { startPostgres } from '../postgres'
import { findFreePort } from '../setup/ports'

export type Throwaway = {
  /** Superuser address of the server's own database. */
  serverUrl: string
  /** Superuser address of the prepared database. Nothing is connected to it. */
  databaseUrl: string
  /** Ends the server and deletes all of it. */
  stop(): Promise<void>
}

/**
 * Starts a PostgreSQL of its own with one database in it, prepared like a new project: what hosted Supabase has, the
 * migrations, the seed. Takes some 5 s and leaves nothing behind, also when it rejects.
 */
export async function startThrowaway(name: string, supabaseDir = SUPABASE_DIR): Promise<Throwaway> {
  const folder = mkdtempSync(join(tmpdir(), 'creditkit-db-'))
  // The account that PostgreSQL runs under has to get through to its own folder.
  chmodSync(folder, 0o711)
  const dataDir = join(folder, 'postgres')
  const server = await startPostgres({ dataDir, port: await findFreePort(0), durable: false })
  const stop = async () => {
    await server.stop()
    for (const path of [server.dataDir, folder]) rmSync(path, { recursive: true, force: true })
  }
  const databaseUrl = addressOf(server.url, name)
  try {
    const admin = connect(server.url, 1)
    await admin`create database ${admin(name)}`
    await admin.end()
    const sql = connect(databaseUrl, 2)
    try {
      await prepareDatabase(sql, supabaseDir, () => undefined)
    } finally {
      await sql.end()
    }
  } catch (error) {
    await stop()
    throw error
  }
  return { serverUrl: server.url, databaseUrl, stop }
}

/** The same server's address of another database. */
export function addressOf(serverUrl: string, database: string): string {
  const address = new URL(serverUrl)
  address.pathname = `/${database}`
  return address.href
}
