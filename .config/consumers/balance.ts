import { once } from 'node:events'
import { connect, createServer, type AddressInfo, type Socket } from 'node:net'

/** One address before several processes, as a load balancer has it. */
export interface Balancer {
  readonly url: string
  /** Has new connections go to another process, and cuts those that are open. */
  readonly turnTo: (url: string) => void
  readonly close: () => Promise<void>
}

export async function balance(firstUrl: string): Promise<Balancer> {
  let port = portOf(firstUrl)
  const open = new Set<Socket>()
  const cut = () => open.forEach((socket) => socket.destroy())
  const server = createServer((socket) => {
    const process = connect(port, '127.0.0.1')
    open.add(socket)
    socket.on('close', () => {
      open.delete(socket)
      process.destroy()
    })
    socket.on('error', () => undefined)
    process.on('error', () => socket.destroy())
    socket.pipe(process).pipe(socket)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    turnTo(url) {
      port = portOf(url)
      cut()
    },
    async close() {
      server.close()
      cut()
      await once(server, 'close')
    },
  }
}

const portOf = (url: string): number => Number(new URL(url).port)
