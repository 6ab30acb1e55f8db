// A port for a server of a test's own that must know it beforehand, or come back to it.
import { once } from 'node:events'
import { createServer } from 'node:net'

/** Below those that the system itself gives away, from 32,768 on; so is that of a Redis Cluster's bus, which is 10,000 above its server's. No browser opens 10,080. */
const FIRST = 11_000
const COUNT = 9_000

/** A free port that nobody comes by who asks for any port, and no connection: it is still free when its server starts, and while that is down. */
export async function freePort(host = '127.0.0.1') {
  for (;;) {
    const port = FIRST + Math.floor(Math.random() * COUNT)
    const server = createServer()
    try {
      server.listen(port, host)
      await once(server, 'listening')
    } catch (error) {
      if (error.code === 'EADDRINUSE') continue
      throw error
    }
    server.close()
    await once(server, 'close')
    return port
  }
}
