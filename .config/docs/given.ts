/**
 * What the reader of a README has already where a block begins so: by document, and the first line of the block's code after what it imports. A page of Storybook says it itself, in a comment in front of
 * the block.
 */
export const GIVEN: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'packages/chat/README.md': {
    'const storage = indexedDBStorage({ name: `chats-of-${userId}` })': `import { indexedDBStorage } from '@rivulet/chat'
declare const userId: string
declare const id: string`,
  },
  'packages/replay/README.md': {
    "const player = createPlayer(parseRecording(lines.join('\\n')), { faults: [split({ max: 3 }), reset({ token: 40 })], seed: 7 })": `import { parseRecording } from '@rivulet/replay'
declare const lines: string[]`,
  },
  'packages/replay/src/faults/README.md': {
    'const fetch = replay(recording, { faults: [split({ max: 3 }), stall({ token: 37 })], seed: 7 })': `import type { Recording } from '@rivulet/replay'
declare const recording: Recording`,
  },
}
