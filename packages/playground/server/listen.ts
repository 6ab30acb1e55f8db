import { createServer, type Server } from 'node:net'

/** How many ports in a row are tried before giving up. */
const ATTEMPTS = 100

/**
 * Listens on `port`, or on the first free one after it.
 *
 * `localhost` means 127.0.0.1 here, and a port whose ::1 is somebody else's counts as busy: a browser that resolves
 * the name to ::1 would otherwise open their page.
 * @returns the port that was taken
 * @throws what `listen` fails with, other than a busy port
 */
export async function listenOnFreePort(server: Server, port: number, host: string): Promise<number> {
  const address = host === 'localhost' ? '127.0.0.1' : host
  for (let candidate = port; ; candidate += 1) {
    try {
      if (host === 'localhost' && candidate !== 0) await assertFree(candidate, '::1')
      return await listen(server, candidate, address)
    } catch (error) {
      const last = candidate === port + ATTEMPTS || candidate === 65_535 || candidate === 0
      if (codeOf(error) !== 'EADDRINUSE' || last) throw error
    }
  }
}

async function assertFree(port: number, address: string): Promise<void> {
  const probe = createServer()
  try {
    await listen(probe, port, address)
  } catch (error) {
    // Anything but a busy port (no IPv6 here, say) is no reason to pass this port by.
    if (codeOf(error) === 'EADDRINUSE') throw error
    return
  }
  await new Promise((resolve) => probe.close(resolve))
}

function listen(server: Server, port: number, address: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, address, () => {
      server.off('error', reject)
      const bound = server.address()
      resolve(typeof bound === 'object' && bound ? bound.port : port)
    })
  })
}

export function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined
}
