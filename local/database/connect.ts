import postgres, { type Sql } from 'postgres'

/** A client with a few connections and no chatter about notices. The caller ends it. */
export function connect(url: string, max = 4): Sql {
  return postgres(url, { max, onnotice: () => undefined, connect_timeout: 20 })
}
