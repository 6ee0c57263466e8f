import type { Page, WebSocketRoute } from '@playwright/test'

/**
 * Puts a switch between the page and the realtime server. Call it before the page loads. `isTried` tells whether the
 * page has asked for a socket, `isJoined` whether one got as far as hearing the balance.
 */
export async function switchSockets(page: Page) {
  let isUp = true
  let tried = 0
  let joined = 0
  const open = new Set<WebSocketRoute>()
  await page.routeWebSocket(/\/realtime\/v1\/websocket/, (socket) => {
    tried += 1
    if (!isUp) return void socket.close({ code: 1011 })
    const server = socket.connectToServer()
    open.add(socket)
    socket.onMessage((message) => server.send(message))
    server.onMessage((message) => {
      // Only the answer to a join has them.
      if (String(message).includes('"postgres_changes"')) joined += 1
      socket.send(message)
    })
  })
  return {
    isTried: () => tried > 0,
    isJoined: () => joined > 0,
    async cut() {
      isUp = false
      joined = 0
      for (const socket of open) await socket.close()
      open.clear()
    },
    mend() {
      isUp = true
    },
    /** End a channel as the server does when its token runs out; the socket stays. */
    endChannel(topic: string) {
      joined = 0
      for (const socket of open) socket.send(JSON.stringify([null, null, topic, 'phx_close', {}]))
    },
  }
}
