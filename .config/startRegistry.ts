import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { json } from 'node:stream/consumers'

interface Upload {
  readonly name: string
  readonly access: string | null
  readonly versions: Readonly<Record<string, object>>
}

/** What `npm view` and `npm publish` ask of a registry, on this machine. */
export interface Registry {
  readonly url: string
  /** What it has: versions by the names of packages. Whoever wants to may change it. */
  readonly versions: Record<string, string[]>
  /** Names of packages of which it takes no version. */
  readonly refused: Set<string>
  /** `name@version access`, in the order in which they came. */
  readonly uploads: string[]
  readonly close: () => Promise<void>
}

/** @param versions what it has at first */
export async function startRegistry(versions: Record<string, string[]> = {}): Promise<Registry> {
  const uploads: string[] = []
  const refused = new Set<string>()
  const server = createServer((request, response) => void answer(request, response))

  async function answer(request: IncomingMessage, response: ServerResponse) {
    const { status, body } = request.method === 'PUT' ? await take(request) : describe(request)
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
  }

  function describe(request: IncomingMessage) {
    const name = nameOf(request)
    const { [name]: held } = versions
    if (!held) return { status: 404, body: { error: 'Not found' } }
    const each = held.map((version) => [version, { name, version, dist: { tarball: `${url}/${name}-${version}.tgz` } }])
    return { status: 200, body: { name, 'dist-tags': { latest: held.at(-1) }, versions: Object.fromEntries(each) as object } }
  }

  async function take(request: IncomingMessage) {
    const { access, versions: sent } = (await json(request)) as Upload
    const name = nameOf(request)
    const [version = ''] = Object.keys(sent)
    if (!request.headers.authorization) return { status: 401, body: { error: 'Who are you?' } }
    if (refused.has(name)) return { status: 403, body: { error: 'Not from you.' } }
    if (versions[name]?.includes(version))
      return { status: 403, body: { error: 'You cannot publish over the previously published versions.' } }
    versions[name] = [...(versions[name] ?? []), version]
    uploads.push(`${name}@${version} ${access}`)
    return { status: 201, body: { ok: true } }
  }

  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    url,
    versions,
    refused,
    uploads,
    async close() {
      if (!server.listening) return
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

const nameOf = ({ url = '' }: IncomingMessage): string => decodeURIComponent(url.slice(1).split('?')[0] ?? '')
