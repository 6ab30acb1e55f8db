// Random actions against random gateways: whatever happens, no text is lost, no message comes twice, and every run ends.
import { createChatClient } from '@rivulet/core'
import * as fc from 'fast-check'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { ChatBusyError, createChat, defineTool, textOf, type Chat, type ChatMessage, type ChatSettings } from './index.js'

/** How a gateway treats one request: what its stream does after `tokens` tokens, or that there is no stream. */
type Behaviour =
  | { ends: 'complete' | 'length' | 'calls' | 'done only' | 'error' | 'cut' | 'reset' | 'silence'; tokens: number }
  | { ends: 'refused' | 'html' | 'unreachable' }

const SIMPLE = ['stop', 'retry', 'regenerate', 'continueAnswer', 'clear', 'detach', 'frame', 'resume', 'decide'] as const
type Action =
  | { do: (typeof SIMPLE)[number] }
  | { do: 'send'; whileBusy: NonNullable<ChatSettings['whileBusy']> }
  | { do: 'edit' | 'select' | 'remove' | 'unqueue' | 'move'; pick: number }
  | { do: 'read'; times: number }

const streams = ['complete', 'complete', 'length', 'calls', 'done only', 'error', 'cut', 'reset', 'silence'] as const
const behaviours: fc.Arbitrary<Behaviour> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ ends: fc.constantFrom(...streams), tokens: fc.nat(6) }) },
  { weight: 1, arbitrary: fc.record({ ends: fc.constantFrom('refused' as const, 'html' as const, 'unreachable' as const) }) },
)

const actions: fc.Arbitrary<Action> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('send' as const),
      whileBusy: fc.constantFrom('queue' as const, 'queue' as const, 'reject' as const, 'interrupt' as const),
    }),
  },
  { weight: 5, arbitrary: fc.record({ do: fc.constantFrom(...SIMPLE) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constantFrom('edit' as const, 'select' as const, 'remove' as const, 'unqueue' as const, 'move' as const),
      pick: fc.nat(20),
    }),
  },
  { weight: 6, arbitrary: fc.record({ do: fc.constant('read' as const), times: fc.integer({ min: 1, max: 6 }) }) },
)

interface Sent {
  messages: { role: string; content?: unknown; tool_calls?: { id: string }[]; tool_call_id?: string }[]
}

/** A gateway that says the next thing only when it is told to. `targetOf` names the answer that a request is for, as it is made. */
function scriptedGateway(script: readonly Behaviour[], targetOf: () => string) {
  const requests: (Sent & { target: string; key: string | null })[] = []
  const open = new Set<() => void>()
  /** The text that each request was sent, by its number. */
  const said: string[] = []
  const fetch: typeof globalThis.fetch = (_url, init) => {
    const behaviour = script[requests.length % script.length] ?? { ends: 'refused' }
    const sent = JSON.parse(init?.body as string) as Sent
    const request = requests.push({ ...sent, target: targetOf(), key: new Headers(init?.headers).get('idempotency-key') })
    said.push('')
    if (!('tokens' in behaviour)) return FAILURES[behaviour.ends]()
    const { ends, tokens } = behaviour
    const words = Array.from({ length: tokens }, (_, n) => `${request}.${n} `)
    const reads = [...words.map((content) => chunk({ delta: { content } })), ...ENDINGS[ends]()]
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
const DONE = 'data: [DONE]\n\n'
const call = (id: string, name: string, index: number) => ({ index, id, type: 'function', function: { name, arguments: '{}' } })
const ENDINGS = {
  complete: () => [chunk({ delta: {}, finish_reason: 'stop' }), DONE],
  length: () => [chunk({ delta: {}, finish_reason: 'length' }), DONE],
  // Some gateways count the calls of each answer from the same number.
  calls: () => [
    chunk({ delta: { tool_calls: [call('call_0', 'quick', 0), call('call_1', 'asks', 1), call('call_2', 'given', 2)] } }),
    chunk({ delta: {}, finish_reason: 'tool_calls' }),
    DONE,
  ],
  'done only': () => [DONE],
  error: () => ['data: {"error":{"message":"The model fell over"}}\n\n'],
  cut: () => [],
  reset: () => [],
  silence: () => [],
}

/** Lets everything that was woken run. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 6; turn++) await new Promise(setImmediate)
}

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] }))
afterEach(() => void vi.useRealTimers())

const parameters = { type: 'object' }
const validate = (value: unknown) => value
const executed = new Map<string, number>()
const count = (_input: unknown, { messages, toolCallId }: { messages: readonly ChatMessage[]; toolCallId: string }) => {
  const key = `${messages.at(-1)?.id} ${toolCallId}`
  executed.set(key, (executed.get(key) ?? 0) + 1)
}
const tools = [
  defineTool({ name: 'quick', parameters, validate, execute: count }),
  defineTool({ name: 'asks', parameters, validate, execute: count, needsApproval: true }),
  defineTool({ name: 'given', parameters, validate }),
]

it('loses no text, sends nothing twice, ends every run, and leaves nothing behind', async () => {
  const runs = Number(process.env['PROPERTY_RUNS'] ?? 200)
  await fc.assert(
    fc.asyncProperty(fc.array(behaviours, { minLength: 1, maxLength: 5 }), fc.array(actions, { maxLength: 25 }), async (script, steps) => {
      vi.clearAllTimers()
      executed.clear()
      const gateway = scriptedGateway(script, () => chat.getSnapshot().messages.at(-1)?.id ?? '')
      const frames = new Set<() => void>()
      const finished: string[] = []
      const chat: Chat = createChat({
        client: createChatClient({ baseURL: 'https://gateway.example/v1', fetch: gateway.fetch, retry: { maxRetries: 0 } }),
        model: 'm',
        tools,
        maxSteps: 3,
        frame: (commit) => {
          frames.add(commit)
          return () => frames.delete(commit)
        },
        onFinish: ({ id }) => finished.push(id),
      })
      /** Every message that is in the conversation, as it was shown last. */
      const shown = new Map<string, ChatMessage>()
      const state: State = { frames, open: gateway.open, continued: new Set(), accepted: new Set(), gone: new Set() }
      chat.subscribe(() => {
        for (const message of chat.getSnapshot().messages) {
          const before = shown.get(message.id)
          if (before) expect(textOf(message).startsWith(textOf(before)), 'text only grows').toBe(true)
          if (before?.ending && !state.continued.delete(message.id)) {
            expect(message.ending, 'an ending is final').toBe(before.ending)
            expect(textOf(message), 'late bytes change nothing').toBe(textOf(before))
          }
          shown.set(message.id, message)
        }
      })

      for (const step of [...steps, { do: 'stop' as const }]) {
        await act(chat, step, state)
        await settle()
        for (const id of shown.keys()) if (!chat.getMessage(id)) shown.delete(id)
        checkState(chat, shown, state)
      }

      expect(chat.getSnapshot().run).toEqual({ phase: 'idle' })
      for (const id of shown.keys()) expect(chat.getMessage(id), 'every try and branch stays reachable').toBeDefined()
      const said = new Map<string, string>()
      for (const [n, { target }] of gateway.requests.entries()) said.set(target, (said.get(target) ?? '') + gateway.said[n])
      for (const [id, text] of said) {
        const message = chat.getMessage(id)
        if (message) expect(textOf(message), 'what came is kept, whole').toBe(text)
        if (message) expect(finished.filter((other) => other === id).length, 'told once a run').toBeGreaterThan(0)
      }
      expect(new Set(gateway.requests.map(({ key }) => key)).size, 'no key twice').toBe(gateway.requests.length)
      for (const { messages } of gateway.requests) checkWellFormed(messages)
      for (const times of executed.values()) expect(times, 'a call runs once').toBe(1)
      expect({ frames: frames.size, open: gateway.open.size, timers: vi.getTimerCount() }).toEqual({ frames: 0, open: 0, timers: 0 })
    }),
    {
      numRuns: runs,
      examples: [{ do: 'regenerate' as const }, { do: 'edit' as const, pick: 0 }].map((then): [Behaviour[], Action[]] => [
        [
          { ends: 'calls', tokens: 0 },
          { ends: 'complete', tokens: 0 },
        ],
        [{ do: 'send', whileBusy: 'queue' }, { do: 'read', times: 4 }, { do: 'detach' }, then],
      ]),
    },
  )
})

interface State {
  frames: Set<() => void>
  open: Set<() => void>
  /** Answers that were asked to go on: their ending goes. */
  continued: Set<string>
  /** Messages that were sent, and those of them that were taken back. */
  accepted: Set<string>
  gone: Set<string>
}

let sent = 0

async function act(chat: Chat, step: Action, state: State): Promise<void> {
  const { messages, run, queue } = chat.getSnapshot()
  const isBusy = run.phase !== 'idle'
  const head = messages.at(-1)
  const picked = 'pick' in step ? messages[step.pick % Math.max(1, messages.length)] : undefined
  const waiting = 'pick' in step ? queue[step.pick % Math.max(1, queue.length)] : undefined
  switch (step.do) {
    case 'read':
      for (let time = 0; time < step.times; time++) {
        for (const next of state.open) next()
        await settle()
      }
      return
    case 'frame':
      for (const commit of state.frames) {
        state.frames.delete(commit)
        commit()
      }
      return
    case 'send': {
      const id = `sent-${(sent += 1)}`
      chat.configure({ whileBusy: step.whileBusy })
      const sending = chat.send('Go on', { id })
      if (isBusy && step.whileBusy === 'reject') return expect(sending).rejects.toBeInstanceOf(ChatBusyError)
      state.accepted.add(id)
      await chat.send('Go on', { id })
      chat.configure({ whileBusy: 'queue' })
      return sending
    }
    case 'retry':
    case 'regenerate':
    case 'continueAnswer': {
      if (step.do === 'continueAnswer' && head && !isBusy) state.continued.add(head.id)
      const doing = chat[step.do]().then(
        () => 'done',
        (error: unknown) => error,
      )
      const outcome = await doing
      if (outcome !== 'done') state.continued.delete(head?.id ?? '')
      if (outcome !== 'done') expect(outcome instanceof ChatBusyError ? isBusy : outcome instanceof TypeError).toBe(true)
      return
    }
    case 'edit': {
      if (!picked || isBusy) return
      const id = `sent-${(sent += 1)}`
      const isQuestion = picked.wire.role === 'user'
      if (picked.wire.role === 'tool') return expect(chat.edit(picked.id, 'Edited')).rejects.toBeInstanceOf(TypeError)
      await chat.edit(picked.id, 'Edited', { id })
      if (isQuestion) state.accepted.add(id)
      return
    }
    case 'select':
      if (!picked) return
      if (isBusy) expect(() => chat.selectBranch(picked.id)).toThrow(ChatBusyError)
      else chat.selectBranch(chat.getBranches(picked.id)[0] ?? picked.id)
      return
    case 'remove':
      if (!picked) return expect(() => chat.remove('nobody')).toThrow(TypeError)
      chat.remove(picked.id)
      for (const id of state.accepted) if (!chat.getMessage(id) && !queue.some((item) => item.id === id)) state.gone.add(id)
      return
    case 'unqueue':
      if (!waiting) return expect(() => chat.queue.remove('nobody')).toThrow(TypeError)
      chat.queue.remove(waiting.id)
      state.gone.add(waiting.id)
      return
    case 'move':
      if (waiting) chat.queue.move(waiting.id, 0)
      return
    case 'resume':
      return chat.queue.resume()
    case 'decide':
      for (const [id, { state: waits }] of Object.entries(head?.toolRuns ?? {})) {
        if (waits === 'awaiting-approval' && id.length % 2 === 0) chat.approve(id)
        else if (waits === 'awaiting-result') chat.addToolResult(id, 'given')
      }
      return
    case 'clear':
      chat.clear()
      for (const id of state.accepted) state.gone.add(id)
      return
    case 'stop':
    case 'detach':
      await chat[step.do]()
  }
}

const awaits = ({ toolRuns }: ChatMessage) => Object.values(toolRuns).some(({ state }) => state.startsWith('awaiting'))

function checkState(chat: Chat, shown: Map<string, ChatMessage>, { accepted, gone }: State): void {
  const { messages, run, queue } = chat.getSnapshot()
  // What was left for another branch may have ended since, or its calls wait there until somebody looks at it again.
  const rows = [...shown.keys()].flatMap((id) => chat.getMessage(id) ?? [])
  const runs = (message: ChatMessage) => run.phase !== 'idle' && messages.includes(message)
  const running = rows.filter((message) => message.state !== 'done' && (runs(message) || !awaits(message)))
  expect(running.length, 'one run at most, and the phase tells of it').toBe(run.phase === 'idle' ? 0 : 1)
  expect(new Set([...messages, ...queue].map(({ id }) => id)).size).toBe(messages.length + queue.length)
  for (const id of accepted) {
    const places = (chat.getMessage(id) ? 1 : 0) + queue.filter((item) => item.id === id).length
    expect(places, 'what was sent is there once').toBe(gone.has(id) ? 0 : 1)
  }
  messages.forEach(({ parentId }, at) => expect(parentId).toBe(messages[at - 1]?.id ?? null))
}

/** No empty answer, no call without its result, no result without its call. */
function checkWellFormed(messages: Sent['messages']): void {
  for (const [at, { role, content, tool_calls: calls = [], tool_call_id: id }] of messages.entries()) {
    if (role === 'assistant') expect(content || calls.length > 0, 'no empty answer is sent').toBeTruthy()
    const results = messages.slice(at + 1, at + 1 + calls.length).map((message) => message.tool_call_id)
    expect(results).toEqual(calls.map((one) => one.id))
    if (role === 'tool')
      expect(
        messages
          .slice(0, at)
          .findLast((message) => message.role !== 'tool')
          ?.tool_calls?.some((one) => one.id === id),
      ).toBe(true)
  }
}
