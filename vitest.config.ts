import { defineConfig } from 'vitest/config'

const alias = { '@': import.meta.dirname, 'server-only': `${import.meta.dirname}/tests/helpers/nothing.ts` }

/** One group of tests: files in tests/<name>, run in parallel and in any order. */
const project = (name: string, globalSetup: string[] = [], testTimeout = 15_000) => ({
  resolve: { alias },
  test: {
    name,
    include: [`tests/${name}/**/*.test.ts`],
    globalSetup,
    testTimeout,
    // As with the browser: on a busy machine, what fails twice is broken.
    retry: process.env.CI && name !== 'sim' ? 1 : 0,
    hookTimeout: 60_000,
    sequence: { shuffle: true },
  },
})

export default defineConfig({
  test: {
    projects: [
      project('unit'),
      project('db', ['tests/helpers/database-setup.ts'], 30_000),
      project('api', ['tests/helpers/app-setup.ts'], 30_000),
      project('sim'),
      project('local', ['tests/helpers/database-setup.ts'], 60_000),
    ],
  },
})
