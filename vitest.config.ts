import { createHash } from 'node:crypto'
import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

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
  },
})

/** Files in an order drawn from the seed, but the simulated year, much the longest, first: the others run beside it. */
class YearFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]) {
    const { seed } = this.ctx.config.sequence
    const place = ({ project, moduleId }: TestSpecification) =>
      project.name === 'sim' ? '' : createHash('sha1').update(`${seed} ${moduleId}`).digest('hex')
    return files.toSorted((a, b) => place(a).localeCompare(place(b)))
  }
}

export default defineConfig({
  test: {
    // Tests wait for PostgreSQL most of their time: a worker for each core, and never the year alone.
    maxWorkers: Math.max(2, availableParallelism()),
    sequence: { sequencer: YearFirst, shuffle: { tests: true } },
    projects: [
      project('unit'),
      project('db', ['tests/helpers/database-setup.ts'], 30_000),
      project('api', ['tests/helpers/app-setup.ts'], 30_000),
      project('sim'),
      project('local', ['tests/helpers/database-setup.ts'], 60_000),
    ],
  },
})
