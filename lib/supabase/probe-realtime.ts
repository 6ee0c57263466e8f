import 'server-only'
import WebSocket from 'ws'
import { publicEnv } from '@/lib/env/public'

/** Opens a socket to Realtime as browsers do, and closes it. Throws when it does not open. */
export async function probeRealtime(signal: AbortSignal): Promise<void> {
  const { supabaseUrl, supabasePublishableKey } = publicEnv()
  const url = new URL('/realtime/v1/websocket', supabaseUrl)
  url.protocol = url.protocol.replace('http', 'ws')
  url.search = new URLSearchParams({ apikey: supabasePublishableKey, vsn: '1.0.0' }).toString()
  const socket = new WebSocket(url)
  signal.addEventListener('abort', () => socket.terminate(), { once: true })
  await new Promise<void>((resolve, reject) => {
    socket.once('open', resolve)
    socket.once('error', reject)
    socket.once('close', () => reject(new Error('The socket was closed before it was open.')))
  })
  socket.close()
}
