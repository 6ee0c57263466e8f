import 'server-only'
import type { WebSocketLikeConstructor } from '@supabase/supabase-js'
import ws from 'ws'

/**
 * Node 20 has no WebSocket of its own and the Supabase client refuses to be built without one.
 * `ws` is what its manual names; only the declared type of the constructor differs.
 */
export const realtimeOptions: { realtime?: { transport: WebSocketLikeConstructor } } =
  typeof WebSocket === 'undefined'
    ? { realtime: { transport: ws as unknown as WebSocketLikeConstructor } }
    : {}
