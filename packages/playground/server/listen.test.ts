import { createServer, type Server } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { listenOnFreePort } from './listen.ts'

const open: Server[] = []

function server(): Server {
  const created = createServer()
  open.push(created)
  return created
}

afterEach(async () => {
  await Promise.all(open.splice(0).map((each) => new Promise((resolve) => each.close(resolve))))
})

test('takes the port it is given', async () => {
  const port = await listenOnFreePort(server(), 0, 'localhost')
  const other = createServer()
  await expect(listenOnFreePort(other, port, '127.0.0.1')).resolves.not.toBe(port)
  other.close()
})

test('passes a busy port by and takes the next', async () => {
  const busy = await listenOnFreePort(server(), 0, '127.0.0.1')
  const taken = await listenOnFreePort(server(), busy, 'localhost')
  expect(taken).toBeGreaterThan(busy)
})

test('counts a port as busy when only ::1 is taken', async ({ skip }) => {
  const six = server()
  const bound = await listenOnFreePort(six, 0, '::1').catch(() => undefined)
  skip(bound === undefined, 'this machine has no IPv6 loopback')
  expect(await listenOnFreePort(server(), bound ?? 0, 'localhost')).not.toBe(bound)
})

test('fails with what the system says for an address that is not here', async () => {
  await expect(listenOnFreePort(server(), 0, '192.0.2.1')).rejects.toMatchObject({ code: 'EADDRNOTAVAIL' })
})
