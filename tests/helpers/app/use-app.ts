import { afterAll, afterEach, beforeAll, expect, inject } from 'vitest'
import type { TestSql } from '../database'
import { findFaults } from '../faults'
import { createApi } from './api-client'
import { connectAppDatabase } from './database'
import { type Person, signUpPerson } from './people'

/**
 * Gives a test file the running app and its database, and checks the whole ledger and all payments after each test. Needs
 * `globalSetup: tests/helpers/app-setup.ts`. Call it at the top of the file.
 */
export function useApp() {
  const url = inject('appUrl')
  const env = inject('appEnv')
  let database: TestSql | undefined
  beforeAll(() => {
    database = connectAppDatabase(env.DATABASE_URL ?? '')
  })
  const sql = () => {
    if (!database) throw new Error('The database is there from the first beforeAll on, not before.')
    return database
  }
  afterEach(async () => {
    expect(await findFaults(sql())).toEqual([])
  })
  afterAll(() => database?.end({ timeout: 2 }))
  return {
    url,
    env,
    get sql() {
      return sql()
    },
    /** Calls the app without a session. */
    stranger: createApi(url),
    /** Calls the app as `person`. */
    as: (person: Person) => createApi(url, person),
    /** Somebody new with 50 credits. */
    signUp: (name?: string) => signUpPerson(env, name),
  }
}
