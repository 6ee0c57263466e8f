import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { useApp } from '../../helpers/app/use-app'

const app = useApp()

const countOf = (page: string, text: string) => page.split(text).length - 1
/** The address behind the link of this name. */
const linkOf = (page: string, name: string) =>
  new RegExp(`href="([^"]*)"[^>]*>(?:(?!</a>).)*${name}`).exec(page)?.[1]?.replaceAll('&amp;', '&')

/** This many projects with files, a minute apart; the oldest is called "Project 1". */
const addProjects = (userId: string, count: number) => app.sql<{ id: string }[]>`
  insert into public.projects (user_id, name, brief, summary, model, created_at, generated_at)
  select ${userId}, 'Project ' || n, 'A rope', 'A rope', 'demo', now() - make_interval(mins => ${count} - n), now()
  from generate_series(1, ${count}::int) n returning id`

test('every project can be come to, page by page', async () => {
  const person = await app.signUp()
  const [oldest] = await addProjects(person.id, 51)
  const read = async (path: string) => String((await app.as(person)(path)).body)
  const first = await read('/tools/code')
  expect(first).toContain('href="/tools/code?before=')
  expect(first).not.toContain(`/tools/code/${oldest?.id}`)
  const older = linkOf(first, 'Older') ?? ''
  expect(older).toMatch(/#projects-title$/)
  const second = await read(older.replace(/#.*/, ''))
  expect(second).toContain(`/tools/code/${oldest?.id}`)
  expect(linkOf(second, 'Older')).toBeUndefined()
  expect(linkOf(second, 'Newest')).toBe('/tools/code#projects-title')

  type Answer = { projects: { name: string }[]; nextBefore: string | null }
  const list = async (query = '') => (await app.as(person)(`/api/projects${query}`)).body as unknown as Answer
  const { projects, nextBefore } = await list()
  expect(projects).toHaveLength(50)
  const rest = await list(`?before=${encodeURIComponent(nextBefore ?? '')}`)
  expect(rest).toMatchObject({ projects: [{ name: 'Project 1' }], nextBefore: null })
})

test('a review is of the project that was asked for, or of none', async () => {
  const [person, other] = [await app.signUp(), await app.signUp('other')]
  const [oldest] = await addProjects(person.id, 51)
  const [theirs] = await addProjects(other.id, 1)
  const read = async (query: string) => String((await app.as(person)(`/tools/review${query}`)).body)
  const chosenOf = (page: string) => /<input[^>]*checked=""[^>]*value="([^"]*)"/.exec(page)?.[1]
  expect(chosenOf(await read(`?project=${oldest?.id}`))).toBe(oldest?.id)
  expect(chosenOf(await read(''))).toMatch(/^[\da-f-]{36}$/)
  for (const id of [randomUUID(), theirs?.id, 'nonsense']) {
    const page = await read(`?project=${id}`)
    expect(chosenOf(page)).toBeUndefined()
    expect(page).toContain('This project can’t be reviewed')
  }
})

test('every picture can be come to, page by page', async () => {
  const person = await app.signUp()
  for (let n = 0; n < 13; n += 1) {
    const drawn = await app.as(person)('/api/tools/image-generation', { body: { prompt: `Wave ${n}` } })
    expect(drawn.status).toBe(200)
  }
  const read = async (path: string) => String((await app.as(person)(path)).body)
  const first = await read('/tools/image')
  expect(countOf(first, 'aria-label="Delete picture"')).toBe(12)
  const older = linkOf(first, 'Older') ?? ''
  expect(older).toBe('/tools/image?skip=12#pictures-title')
  const second = await read(older.replace(/#.*/, ''))
  expect(countOf(second, 'aria-label="Delete picture"')).toBe(1)
  expect(linkOf(second, 'Newest')).toBe('/tools/image#pictures-title')
})
