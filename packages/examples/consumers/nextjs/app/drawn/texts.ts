import type { ChatMessage } from '@rivulet/react'

/** With all that acts: a block that is copied, an image that waits for a press, a footnote that leads back. */
export const HOURS = `## When we are there

From **nine** to five[^1].

\`\`\`sh
curl https://support.example/hours
\`\`\`

![The way to us](https://maps.example/way.png)

[^1]: On Sundays we rest.
`

const row = { state: 'done', warnings: [], attempts: 1, toolRuns: {}, createdAtMs: Date.UTC(2026, 0, 1) } as const

export const TALK: readonly ChatMessage[] = [
  { ...row, id: 'question', parentId: null, wire: { role: 'user', content: 'When are you there?' } },
  {
    ...row,
    id: 'answer',
    parentId: 'question',
    wire: { role: 'assistant', content: 'From **nine** on.' },
    ending: { kind: 'complete', finishReason: 'stop', sawDone: true, lostEvents: 0 },
  },
]
