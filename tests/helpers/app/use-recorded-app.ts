import { afterAll, beforeAll } from 'vitest'
import { createApi } from './api-client'
import { startDodoRecorder } from './dodo-recorder'
import { type Person, required } from './people'
import { useApp } from './use-app'
import { findBuild, startAppVariant } from './variant'

type Recorder = Awaited<ReturnType<typeof startDodoRecorder>>

/**
 * `useApp`, and beside it the same app once more with its line to the payment provider recorded: what `call` and `as` do goes over
 * that line. Webhooks still go to the first.
 */
export function useRecordedApp() {
  const app = useApp()
  let line: { recorder: Recorder; url: string; stop: () => Promise<void> } | undefined
  const current = () => {
    if (!line) throw new Error('The recorded app is there from the first beforeAll on, not before.')
    return line
  }
  beforeAll(async () => {
    const recorder = await startDodoRecorder(required(app.env, 'DODO_PAYMENTS_BASE_URL'))
    const variant = await startAppVariant(await findBuild(app.url), {
      ...app.env,
      DODO_PAYMENTS_BASE_URL: recorder.url,
    })
    if (variant.url === undefined) throw new Error('The app refused to start.')
    line = { recorder, url: variant.url, stop: variant.stop }
  })
  afterAll(async () => {
    await line?.stop()
    await line?.recorder.close()
  })
  return {
    app,
    get recorder() {
      return current().recorder
    },
    /** Calls the recorded app as `person`. */
    as: (person: Person) => createApi(current().url, person),
    /** Has the recorded app run one of its crons. */
    runCron: async (path: string) => {
      const authorization = `Bearer ${required(app.env, 'CRON_SECRET')}`
      const answer = await createApi(current().url)(path, { headers: { authorization } })
      if (answer.status !== 200) throw new Error(`${path}: ${JSON.stringify(answer.body)}`)
      return answer.body
    },
  }
}
