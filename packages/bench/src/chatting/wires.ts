/** The wires that the chats read. */
export type Dialect = 'openai' | 'aiSdk' | 'tanStack'

/** An answer's events as they stand on the wire. */
export interface Wire {
  readonly before: string
  readonly delta: (text: string) => string
  readonly after: string
}

export const WIRES: Readonly<Record<Dialect, Wire>> = {
  openai: {
    before: events(chunk({ role: 'assistant', content: '' })),
    delta: (content) => events(chunk({ content })),
    after: events(chunk({}, 'stop'), '[DONE]'),
  },
  aiSdk: {
    before: events({ type: 'start' }, { type: 'start-step' }, { type: 'text-start', id: 't' }),
    delta: (delta) => events({ type: 'text-delta', id: 't', delta }),
    after: events({ type: 'text-end', id: 't' }, { type: 'finish-step' }, { type: 'finish' }, '[DONE]'),
  },
  // As its own `toServerSentEventsResponse` writes an answer of `openaiChatCompletions`.
  tanStack: {
    before: events(
      { type: 'RUN_STARTED', runId: 'r', threadId: 't', timestamp: 0, metadata: { tanstack: { model: 'm' } } },
      { type: 'TEXT_MESSAGE_START', messageId: 'a', timestamp: 0, role: 'assistant', metadata: { tanstack: { model: 'm' } } },
    ),
    delta: (delta) => events({ type: 'TEXT_MESSAGE_CONTENT', messageId: 'a', timestamp: 0, delta }),
    after: events(
      { type: 'TEXT_MESSAGE_END', messageId: 'a', timestamp: 0, metadata: { tanstack: { model: 'm' } } },
      { type: 'RUN_FINISHED', runId: 'r', threadId: 't', timestamp: 0, metadata: { tanstack: { model: 'm', finishReason: 'stop' } } },
    ),
  },
}

/** Where each wire is spoken, on the page's own origin. */
export const PATHS: Readonly<Record<Dialect, string>> = { openai: '/openai/chat/completions', aiSdk: '/ai-sdk', tanStack: '/tanstack' }

export const HEADERS = { 'content-type': 'text/event-stream', 'x-vercel-ai-ui-message-stream': 'v1' }

/** @returns undefined where none is spoken */
export function wireAt(url: string): Wire | undefined {
  const dialect = (Object.keys(PATHS) as Dialect[]).find((name) => url.endsWith(PATHS[name]))
  return dialect && WIRES[dialect]
}

function events(...all: readonly unknown[]): string {
  return all.map((event) => `data: ${typeof event === 'string' ? event : JSON.stringify(event)}\n\n`).join('')
}

function chunk(delta: object, finishReason: string | null = null) {
  return { id: 'c', object: 'chat.completion.chunk', created: 0, model: 'm', choices: [{ index: 0, delta, finish_reason: finishReason }] }
}
