import { addressOf, startThrowaway } from '../../local/schema/throwaway'

/** The database that every clone is copied from. Nothing may stay connected to it. */
export const TEMPLATE = 'creditkit_template'

/**
 * Starts a PostgreSQL of its own for one test run, with one database prepared once: what hosted Supabase has, the
 * migrations, the seed. `stop` deletes all of it.
 */
export async function startTestCluster(supabaseDir?: string) {
  const { serverUrl: url, stop } = await startThrowaway(TEMPLATE, supabaseDir)
  return { url, stop }
}

/** The same server's address of another database. */
export const databaseUrl = addressOf
