import { writeFileSync } from 'node:fs'
import { relative } from 'node:path'
import { connect } from '../database/connect'
import { PROJECT_ROOT } from '../paths'
import { describeSchema, SNAPSHOT_FILE } from '../schema/describe-schema'
import { generateTypes, TYPES_FILE } from '../schema/generate-types'
import { startThrowaway } from '../schema/throwaway'

/** `npm run db:types`: the TypeScript types of what the migrations make. */
export function writeTypes(): Promise<void> {
  return writeFrom(generateTypes, TYPES_FILE)
}

/** `npm run db:snapshot`: what the migrations make, as one text to read and compare. */
export function writeSnapshot(): Promise<void> {
  return writeFrom(async (url) => {
    const sql = connect(url, 1)
    try {
      return await describeSchema(sql)
    } finally {
      await sql.end()
    }
  }, SNAPSHOT_FILE)
}

async function writeFrom(read: (databaseUrl: string) => Promise<string>, file: string) {
  const database = await startThrowaway('schema')
  try {
    writeFileSync(file, await read(database.databaseUrl))
    console.log(`Wrote ${relative(PROJECT_ROOT, file)}.`)
  } finally {
    await database.stop()
  }
}
