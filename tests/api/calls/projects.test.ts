import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { setBalance } from '../../helpers/app/database'
import { useApp } from '../../helpers/app/use-app'

const app = useApp()

async function addProject(call: ReturnType<typeof app.as>, brief = 'A landing page for a rope shop') {
  const answer = await call('/api/projects', { body: { name: 'Rope', brief } })
  expect(answer.status).toBe(200)
  return (answer.body as { projectId: string }).projectId
}

test('a project gets its files and a review with findings, for a credit each', async () => {
  const call = app.as(await app.signUp())
  const projectId = await addProject(call)
  const generated = await call('/api/projects/start-workflow', { body: { projectId } })
  expect(generated).toMatchObject({
    status: 200,
    body: {
      projectId,
      files: expect.arrayContaining([expect.objectContaining({ path: 'index.html' })]),
      creditInfo: { creditsRemaining: 49 },
    },
  })
  const review = await call('/api/review/generate', { body: { projectId } })
  expect(review).toMatchObject({
    status: 200,
    body: { projectId, findings: expect.any(Array), creditInfo: { creditsRemaining: 48 } },
  })
  const { files } = generated.body as { files: { path: string }[] }
  files.sort((a, b) => (a.path < b.path ? -1 : 1))
  const { findings } = review.body as { findings: unknown[] }
  expect((await call(`/api/projects/${projectId}`)).body).toMatchObject({ files, review: { findings } })
  expect((await call('/api/projects')).body).toMatchObject({ projects: [{ id: projectId, name: 'Rope' }] })
})

test.each(['/api/projects/start-workflow', '/api/review/generate'])(
  '%s answers 402 without credits, and 404 for what is not there or not the caller’s',
  async (path) => {
    const person = await app.signUp()
    const call = app.as(person)
    const projectId = await addProject(call)
    await call('/api/projects/start-workflow', { body: { projectId } })
    const other = app.as(await app.signUp())
    expect((await other(path, { body: { projectId } })).status).toBe(404)
    expect((await other(`/api/projects/${projectId}`)).status).toBe(404)
    expect((await call(path, { body: { projectId: randomUUID() } })).status).toBe(404)
    expect((await call(path, { body: { projectId: 'x' } })).status).toBe(422)
    await setBalance(app.sql, person.id, 0)
    expect(await call(path, { body: { projectId } })).toMatchObject({
      status: 402,
      body: { error: { code: 'insufficient_credits', details: { requiredCredits: 1, currentBalance: 0 } } },
    })
    expect((await other('/api/credits/balance')).body).toMatchObject({ available: 50, held: 0 })
  },
)

test('there is nothing to review before there are files, and that costs nothing', async () => {
  const call = app.as(await app.signUp())
  const projectId = await addProject(call)
  expect((await call('/api/review/generate', { body: { projectId } })).status).toBe(409)
  expect((await call('/api/credits/balance')).body).toMatchObject({ available: 50, held: 0 })
})

test('a project is deleted with all that hangs on it, by its owner alone, once', async () => {
  const call = app.as(await app.signUp())
  const projectId = await addProject(call)
  await call('/api/projects/start-workflow', { body: { projectId } })
  await call('/api/review/generate', { body: { projectId } })
  const remove = (as: typeof call) => as(`/api/projects/${projectId}`, { method: 'DELETE' })
  expect((await remove(app.as(await app.signUp()))).status).toBe(404)
  expect((await remove(app.stranger)).status).toBe(401)
  expect(await remove(call)).toMatchObject({ status: 200, body: { id: projectId } })
  expect((await remove(call)).status).toBe(404)
  expect((await call(`/api/projects/${projectId}`)).status).toBe(404)
  for (const table of ['project_files', 'project_reviews']) {
    expect(await app.sql`select from public.${app.sql(table)} where project_id = ${projectId}`).toEqual([])
  }
})

test('a picture is deleted by its owner alone, once', async () => {
  const call = app.as(await app.signUp())
  const made = await call('/api/tools/image-generation', { body: { prompt: 'Rope at sea' } })
  const { id, url } = made.body as { id: string; url: string }
  const remove = (as: typeof call) => as(`/api/pictures/${id}`, { method: 'DELETE' })
  expect((await remove(app.as(await app.signUp()))).status).toBe(404)
  expect((await remove(app.stranger)).status).toBe(401)
  expect((await fetch(url)).ok).toBe(true)
  expect(await remove(call)).toMatchObject({ status: 200, body: { id } })
  expect((await fetch(url)).ok).toBe(false)
  expect((await remove(call)).status).toBe(404)
})

test('a picture is kept, shown by its signed address, and by no other', async () => {
  const person = await app.signUp()
  const answer = await app.as(person)('/api/tools/image-generation', { body: { prompt: 'Rope at sea' } })
  expect(answer).toMatchObject({ status: 200, body: { creditsUsed: 3, newBalance: 47 } })
  const { url, path } = answer.body as { url: string; path: string }
  expect(path.startsWith(`${person.id}/`)).toBe(true)
  const picture = await fetch(url)
  expect(picture.headers.get('content-type')).toBe('image/png')
  const unsigned = new URL(url)
  unsigned.search = ''
  expect((await fetch(unsigned)).ok).toBe(false)
})
