import { connect, createServer, type AddressInfo, type Socket } from 'node:net'

/** Stands between a client and a server, and can lose what the server says. */
export interface TcpProxy {
  readonly host: string
  readonly port: number
  /** From now on nothing that the server says arrives. */
  mute(): void
  unmute(): void
  /** Breaks every connection. */
  cut(): void
  /** The connections that there are stay open, and nothing comes through them any more, as behind a router that was restarted. */
  freeze(): void
  /** New connections lead to another server, those that there are stay. */
  leadTo(target: { host: string; port: number }): void
  close(): Promise<void>
}

export async function startProxy(first: { host: string; port: number }): Promise<TcpProxy> {
  let target = first
  const host = '127.0.0.1'
  const sockets = new Set<Socket>()
  let isMuted = false
  let frozen = new Set<Socket>()

  const keep = (socket: Socket) => {
    sockets.add(socket)
    socket.on('error', () => {}).on('close', () => sockets.delete(socket))
    return socket
  }
  const server = createServer((client) => {
    const upstream = keep(connect(target))
    keep(client).on('data', (bytes) => frozen.has(client) || upstream.write(bytes))
    upstream.on('data', (bytes) => isMuted || frozen.has(client) || client.write(bytes))
    upstream.on('close', () => client.destroy())
    client.on('close', () => upstream.destroy())
  })
  await new Promise<void>((resolve) => server.listen(0, host, resolve))

  const cut = () => {
    for (const socket of sockets) socket.destroy()
  }
  return {
    host,
    port: (server.address() as AddressInfo).port,
    mute: () => {
      isMuted = true
    },
    unmute: () => {
      isMuted = false
    },
    cut,
    freeze: () => {
      frozen = new Set(sockets)
    },
    leadTo: (other) => {
      target = other
    },
    async close() {
      cut()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
