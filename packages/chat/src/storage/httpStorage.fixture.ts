import { fromRecords, StorageError, toRecord, type ConversationRecords, type ConversationStorage } from '@rivulet/chat'

const pathOf = (id: string) => `/${encodeURIComponent(id)}`

/** Conversations on the application's own server, behind five routes. */
export function httpStorage(baseURL: string, headers: () => Record<string, string>): ConversationStorage {
  async function request(method: string, path = '', body?: object): Promise<Response> {
    const response = await fetch(`${baseURL}/conversations${path}`, {
      method,
      headers: { 'content-type': 'application/json', ...headers() },
      ...(body && { body: JSON.stringify(body) }),
    }).catch((cause: unknown) => {
      throw new StorageError('unavailable', 'The server was not reached, so nothing was read or saved. Try again later.', { cause })
    })
    if (response.ok) return response
    const code = response.status === 507 ? 'quota' : 'failed'
    throw new StorageError(code, `The server answered ${response.status}, so nothing was read or saved. Sign in again, or try later.`)
  }

  return {
    name: baseURL,
    async list() {
      return (await request('GET')).json()
    },
    async load(id) {
      const records: ConversationRecords | null = await (await request('GET', pathOf(id))).json()
      return records ? fromRecords(id, records) : undefined
    },
    async save(id, { info, messages, removed, queue }) {
      await request('PATCH', pathOf(id), { info, messages: messages?.map(toRecord), removed, queue: queue?.map(toRecord) })
    },
    async remove(id) {
      await request('DELETE', pathOf(id))
    },
    async clear() {
      await request('DELETE')
    },
  }
}
