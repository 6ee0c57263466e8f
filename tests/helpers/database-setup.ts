import type { TestProject } from 'vitest/node'
import { startTestCluster } from './database-cluster'

declare module 'vitest' {
  interface ProvidedContext {
    /** Superuser address of the run's PostgreSQL. */
    databaseUrl: string
  }
}

/** Vitest `globalSetup`: one PostgreSQL for the run, handed to the tests through `inject('databaseUrl')`. */
export default async function setup(project: TestProject) {
  const cluster = await startTestCluster()
  project.provide('databaseUrl', cluster.url)
  return cluster.stop
}
