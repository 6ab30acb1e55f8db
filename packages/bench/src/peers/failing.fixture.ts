import type { Peer } from './Reader.ts'
import { peer as rivulet } from './rivulet.ts'

/** Ours, with another in it that is wrong. */
export const peer: Peer = {
  ...rivulet,
  chunks: [...rivulet.chunks, { name: 'somebody', read: () => Promise.resolve({ text: '', finishReason: undefined, hasUsage: false }) }],
}
