import { describe, expect, it } from 'vitest'
import { useStack } from './fixtures/stack'

const { client, env, newAddress, server, signUp, tokenFrom } = useStack()

describe('the API', () => {
  it('grants nothing that the migrations did not grant', async () => {
    const email = newAddress()
    await signUp(email)
    const user = client()
    await user.auth.verifyOtp({ token_hash: await tokenFrom(email, 'Confirm'), type: 'signup' })
    expect((await user.from('secrets').select()).error).toBeNull()
    expect(await user.from('secrets').insert({ word: 'x' })).toMatchObject({
      status: 403,
      error: { code: '42501' },
    })
    expect(await client().from('secrets').select()).toMatchObject({ status: 401, error: { code: '42501' } })
    expect(await server().from('secrets').select()).toMatchObject({ status: 403 })
    const keyless = await fetch(`${env().NEXT_PUBLIC_SUPABASE_URL}/rest/v1/secrets`)
    expect(keyless.status).toBe(401)
  })

  it('passes documents and lists to functions as what they are', async () => {
    const call = (facts: unknown) => server().rpc('describe', { facts, words: ['a', 'b,c'] })
    expect((await call({ a: 1 })).data).toBe('object 2')
    expect((await call([1])).data).toBe('array 2')
    expect((await call('text')).data).toBe('string 2')
  })

  it.each([
    ['PT402', 402],
    ['P0001', 400],
    ['23514', 400],
    ['23505', 409],
    ['XX000', 500],
  ])('answers SQLSTATE %s with status %i, as PostgREST does', async (state, status) => {
    const answer = await server().rpc('refuse', { state })
    expect(answer).toMatchObject({
      status,
      error: { code: state, message: 'refused', details: '{"needed": 3}' },
    })
  })

  it('stores files and gives them back', async () => {
    const { storage } = server()
    expect((await storage.createBucket('papers')).error).toBeNull()
    expect((await storage.from('papers').upload('a/b.txt', 'hello')).error).toBeNull()
    const { data } = await storage.from('papers').download('a/b.txt')
    expect(await data?.text()).toBe('hello')
  })

  it('knows the people of the local stack', async () => {
    const admin = client()
    const signedIn = await admin.auth.signInWithPassword({
      email: 'admin@example.com',
      password: 'password123',
    })
    expect(signedIn.error).toBeNull()
    expect((await admin.from('people').select('name').single()).data).toEqual({ name: 'Ada Admin' })
  })
})
