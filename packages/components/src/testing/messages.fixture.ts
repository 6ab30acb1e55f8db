import type { ChatMessage } from '@rivulet/chat'

type Wire = ChatMessage['wire']

/** A settled message for stories and tests of a single part. Whatever a recording can show is shown by one instead. */
export function aMessage(wire: Wire, rest: Partial<Omit<ChatMessage, 'wire'>> = {}): ChatMessage {
  return { id: 'message', parentId: null, wire, state: 'done', warnings: [], attempts: 1, toolRuns: {}, createdAtMs: 0, ...rest }
}

export function aQuestion(text: string, rest: Partial<ChatMessage> = {}): ChatMessage {
  return { ...aMessage({ role: 'user', content: text }, { id: 'question' }), ...rest }
}

export function anAnswer(text: string, rest: Partial<Omit<ChatMessage, 'wire'>> = {}): ChatMessage {
  const ending = { kind: 'complete', finishReason: 'stop', sawDone: true, lostEvents: 0 } as const
  return aMessage({ role: 'assistant', content: text, refusal: null }, { id: 'answer', ending, ...rest })
}

export const PROSE =
  'A rivulet is a very small stream: the thread of water that runs down a window, a gutter or a hillside after rain.\n\nIt finds its way by itself, a little at a time, and what comes later follows what came before.'

/** An answer with all that a gateway and the chat tell of one. */
export function aDetailedAnswer(text: string, rest: Partial<Omit<ChatMessage, 'wire'>> = {}): ChatMessage {
  return anAnswer(text, {
    model: 'example-large-2',
    timings: { startedAtMs: 0, firstTokenMs: 420, endMs: 3280 },
    usage: { prompt_tokens: 1204, completion_tokens: 186, total_tokens: 1390 },
    cost: { amount: 0.0042, unit: 'USD' },
    ...rest,
  })
}

export const MARKDOWN = `## Why water finds its way

It follows **the steepest slope**, a little at a time:

1. it collects in a *hollow*,
2. it overflows at the lowest edge,
3. it cuts that edge deeper.

| stage | width |
| --- | --- |
| rivulet | 0.3 m |
| brook | 2 m |

\`\`\`ts
const next = slopes.toSorted((a, b) => b - a)[0]
\`\`\`
`
