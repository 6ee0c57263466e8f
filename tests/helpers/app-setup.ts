import type { TestProject } from 'vitest/node'
import { startAppServer } from './app-server'

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the built app answers. */
    appUrl: string
    /** Its addresses and keys, by the names of .env.example. */
    appEnv: Record<string, string>
  }
}

/** Vitest `globalSetup`: the built app on a throwaway stack, handed over through `inject('appUrl')` and `appEnv`. */
export default async function setup(project: TestProject) {
  const app = await startAppServer()
  project.provide('appUrl', app.url)
  project.provide('appEnv', app.env)
  return app.stop
}
