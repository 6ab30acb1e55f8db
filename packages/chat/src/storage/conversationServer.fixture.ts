import { once } from 'node:events'
import { createServer, type IncomingMessage } from 'node:http'
import { text } from 'node:stream/consumers'
import type { AddressInfo } from 'node:net'
import { changedInfo, inListOrder } from './conversationInfo.js'
import type { ConversationInfo } from './ConversationStorage.js'
import { RECORD_VERSION, type StoredRecord } from './StoredRecord.js'

interface Kept {
  info: ConversationInfo
  messages: StoredRecord[]
  queue: StoredRecord[]
}

/** The server of the README's example. It keeps records as they come, and reads nothing of a row. */
export class ConversationServer implements AsyncDisposable {
  readonly #kept = new Map<string, Kept>()
  readonly #server = createServer((request, response) => {
    void this.#answer(request).then(({ status, body }) => response.writeHead(status).end(JSON.stringify(body ?? null)))
  })
  /** The status of every answer from now on, where it is not 200. */
  refusing: number | undefined

  static async start(): Promise<ConversationServer> {
    const server = new ConversationServer()
    await once(server.#server.listen(0, '127.0.0.1'), 'listening')
    return server
  }

  get baseURL(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/api`
  }

  /** Puts a record among a conversation's messages, as another version of the application would. */
  put(id: string, record: StoredRecord): void {
    this.#kept.get(id)?.messages.push(record)
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.closeAllConnections()
    await new Promise((resolve) => this.#server.close(resolve))
  }

  async #answer(request: IncomingMessage): Promise<{ status: number; body?: unknown }> {
    const sent = await text(request)
    if (request.headers.authorization !== 'Bearer of-the-user') return { status: 401 }
    if (this.refusing) return { status: this.refusing }
    const [, path = ''] = /^\/api\/conversations(?:\/(.*))?$/.exec(request.url ?? '') ?? []
    const id = decodeURIComponent(path)
    switch (`${request.method} ${path ? 'one' : 'all'}`) {
      case 'GET all':
        return { status: 200, body: inListOrder([...this.#kept.values()].map(({ info }) => info)) }
      case 'GET one':
        return { status: 200, body: this.#load(id) }
      case 'PATCH one':
        this.#save(id, JSON.parse(sent) as Partial<Kept> & { removed?: string[] })
        return { status: 200 }
      case 'DELETE one':
        this.#kept.delete(id)
        return { status: 200 }
      case 'DELETE all':
        this.#kept.clear()
        return { status: 200 }
      default:
        return { status: 405 }
    }
  }

  #load(id: string): unknown {
    const kept = this.#kept.get(id)
    return kept && { ...kept, info: { id, version: RECORD_VERSION, row: kept.info } }
  }

  #save(id: string, { info, messages = [], removed = [], queue }: Partial<Kept> & { removed?: string[] }): void {
    const kept = this.#kept.get(id)
    const rows = new Map(kept?.messages.map((record) => [record.id, record]))
    for (const gone of removed) rows.delete(gone)
    for (const record of messages) rows.set(record.id, record)
    this.#kept.set(id, {
      info: changedInfo(id, kept?.info, { info, messages: messages.length > 0 ? [] : undefined, queue: queue && [] }),
      messages: [...rows.values()],
      queue: queue ?? kept?.queue ?? [],
    })
  }
}
