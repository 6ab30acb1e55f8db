// Random actions against random gateways: whatever happens, no text is lost and every run ends.
import { createChatClient } from '@rivulet/core'
import * as fc from 'fast-check'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { ChatBusyError, createChat, textOf, type Chat, type ChatMessage } from './index.js'

/** How a gateway treats one request: what its stream does after `tokens` tokens, or that there is no stream. */
type Behaviour =
  | { ends: 'complete' | 'done only' | 'error' | 'cut' | 'reset' | 'silence'; tokens: number }
  | { ends: 'refused' | 'html' | 'unreachable' }

type Action = { do: 'send' | 'stop' | 'retry' | 'clear' | 'detach' | 'frame' } | { do: 'read'; times: number }

const behaviours = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({ ends: fc.constantFrom('complete', 'done only', 'error', 'cut', 'reset', 'silence'), tokens: fc.nat(6) }),
  },
  fc.record({ ends: fc.constantFrom('refused', 'html', 'unreachable') }),
) as fc.Arbitrary<Behaviour>

const actions = fc.oneof(
  { weight: 3, arbitrary: fc.record({ do: fc.constantFrom('send', 'stop', 'retry', 'frame') }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constantFrom('clear', 'detach') }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('read'), times: fc.integer({ min: 1, max: 5 }) }) },
) as fc.Arbitrary<Action>

interface Sent {
  messages: { role: string; content?: unknown; tool_calls?: unknown[] }[]
}

/** A gateway that says the next thing only when it is told to. */
function scriptedGateway(script: readonly Behaviour[]) {
  const requests: Sent[] = []
  const open = new Set<() => void>()
  /** The text that each request was sent, by its number. */
  const said: string[] = []
  const fetch: typeof globalThis.fetch = (_url, init) => {
    const behaviour = script[requests.length % script.length] ?? { ends: 'refused' }
    const request = requests.push(JSON.parse(init?.body as string) as Sent)
    said.push('')
    if (!('tokens' in behaviour)) return FAILURES[behaviour.ends]()
    const { ends, tokens } = behaviour
    const words = Array.from({ length: tokens }, (_, n) => `${request}.${n} `)
    const reads = [...words.map((content) => chunk({ delta: { content } })), ...ENDINGS[ends]]
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        const leave = () => {
          open.delete(next)
          controller.error(new DOMException('The caller left', 'AbortError'))
        }
        const next = () => {
          const read = reads.shift()
          if (read) {
            said[request - 1] += words.shift() ?? ''
            return controller.enqueue(new TextEncoder().encode(read))
          }
          if (ends === 'silence') return
          open.delete(next)
          init?.signal?.removeEventListener('abort', leave)
          if (ends === 'reset') controller.error(new TypeError('terminated'))
          else controller.close()
        }
        open.add(next)
        init?.signal?.addEventListener('abort', leave)
      },
    })
    return Promise.resolve(new Response(body, { headers: { 'content-type': 'text/event-stream' } }))
  }
  return { fetch, requests, open, said }
}

const chunk = (choice: object) => `data: ${JSON.stringify({ choices: [{ index: 0, ...choice }] })}\n\n`
const FAILURES = {
  unreachable: () => Promise.reject(new TypeError('fetch failed')),
  refused: () => Promise.resolve(Response.json({ error: { message: 'No' } }, { status: 401 })),
  html: () => Promise.resolve(new Response('<html></html>', { headers: { 'content-type': 'text/html' } })),
}
const ENDINGS = {
  complete: [chunk({ delta: {}, finish_reason: 'stop' }), 'data: [DONE]\n\n'],
  'done only': ['data: [DONE]\n\n'],
  error: ['data: {"error":{"message":"The model fell over"}}\n\n'],
  cut: [],
  reset: [],
  silence: [],
}

/** Lets everything that was woken run. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 6; turn++) await new Promise(setImmediate)
}

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] }))
afterEach(() => void vi.useRealTimers())

it('loses no text, ends every run, and leaves nothing behind', async () => {
  const runs = Number(process.env['PROPERTY_RUNS'] ?? 200)
  await fc.assert(
    fc.asyncProperty(fc.array(behaviours, { minLength: 1, maxLength: 5 }), fc.array(actions, { maxLength: 25 }), async (script, steps) => {
      vi.clearAllTimers()
      const gateway = scriptedGateway(script)
      const frames = new Set<() => void>()
      const finished: string[] = []
      const chat = createChat({
        client: createChatClient({ baseURL: 'https://gateway.example/v1', fetch: gateway.fetch, retry: { maxRetries: 0 } }),
        model: 'm',
        frame: (commit) => {
          frames.add(commit)
          return () => frames.delete(commit)
        },
        onFinish: ({ id }) => finished.push(id),
      })
      /** Every answer that was shown since the last `clear`, as it was shown last. */
      let shown = new Map<string, ChatMessage>()
      /** Ids of the answers in the order they were asked for, so that the n-th belongs to the n-th request. */
      const answers = new Set<string>()
      chat.subscribe(() => {
        for (const message of chat.getSnapshot().messages) {
          if (message.wire.role === 'assistant') answers.add(message.id)
          const before = shown.get(message.id)
          if (before) expect(textOf(message).startsWith(textOf(before)), 'text only grows').toBe(true)
          if (before?.ending) expect(message.ending, 'an ending is final').toBe(before.ending)
          if (before?.ending) expect(textOf(message), 'late bytes change nothing').toBe(textOf(before))
          shown.set(message.id, message)
        }
      })

      for (const step of [...steps, { do: 'stop' as const }]) {
        const isBusy = chat.getSnapshot().run.phase !== 'idle'
        if (step.do === 'clear') shown = new Map()
        await act(chat, step, { isBusy, frames, open: gateway.open })
        await settle()
        checkState(chat, shown)
      }

      expect(chat.getSnapshot().run).toEqual({ phase: 'idle' })
      for (const [id, { wire }] of shown) {
        expect(chat.getMessage(id), 'every try stays reachable').toBeDefined()
        if (wire.role === 'assistant')
          expect(
            finished.filter((other) => other === id),
            'told once',
          ).toHaveLength(1)
      }
      for (const [n, id] of [...answers].entries()) {
        const message = shown.get(id)
        if (message) expect(textOf(message), 'what came is kept, whole').toBe(gateway.said[n])
        else expect(chat.getMessage(id), 'what was cleared does not come back').toBeUndefined()
      }
      for (const { messages } of gateway.requests) {
        for (const { role, content } of messages) expect(role !== 'assistant' || content, 'no empty answer is sent').toBeTruthy()
      }
      expect({ frames: frames.size, open: gateway.open.size, timers: vi.getTimerCount() }).toEqual({ frames: 0, open: 0, timers: 0 })
    }),
    { numRuns: runs },
  )
})

async function act(chat: Chat, step: Action, state: { isBusy: boolean; frames: Set<() => void>; open: Set<() => void> }): Promise<void> {
  const isEmpty = chat.getSnapshot().messages.length === 0
  if (step.do === 'read') {
    for (let time = 0; time < step.times; time++) {
      for (const next of state.open) next()
      await settle()
    }
  } else if (step.do === 'frame') {
    for (const commit of state.frames) {
      state.frames.delete(commit)
      commit()
    }
  } else if (step.do === 'send' || step.do === 'retry') {
    const doing = step.do === 'send' ? chat.send('Go on') : chat.retry()
    if (state.isBusy) await expect(doing).rejects.toBeInstanceOf(ChatBusyError)
    else if (step.do === 'retry' && isEmpty) await expect(doing).rejects.toBeInstanceOf(TypeError)
    else await doing
  } else await chat[step.do]()
}

function checkState(chat: Chat, shown: Map<string, ChatMessage>): void {
  const { messages, run, error } = chat.getSnapshot()
  const running = [...shown.values()].filter(({ wire, ending }) => wire.role === 'assistant' && !ending)
  expect(running.length, 'one run at most, and the phase tells of it').toBe(run.phase === 'idle' ? 0 : 1)
  expect(new Set(messages.map(({ id }) => id)).size).toBe(messages.length)
  const ending = messages.at(-1)?.ending
  expect(error).toBe(ending?.kind === 'failed' ? ending.error : null)
  messages.forEach(({ parentId }, at) => expect(parentId).toBe(messages[at - 1]?.id ?? null))
}
