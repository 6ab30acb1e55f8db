import { expect } from 'vitest'

const HAIKU = 'Packets leave the spring,\neach one smaller than a word.\nRead: the river speaks.'

/** What `check` finds on a platform whose `fetch` streams, and that supports the package. */
export const OUTCOME = {
  streamed: { text: HAIKU, ending: 'complete', chunks: true },
  whole: { text: HAIKU, ending: 'complete' },
  models: true,
  failed: { text: expect.stringMatching(/^All went well at first/), ending: 'failed', code: 'gateway', chunks: true, thrown: 'gateway' },
  truncated: { text: expect.stringMatching(/^This answer ends where/), ending: 'truncated', chunks: true, thrown: 'protocol' },
  refused: { text: null, ending: 'failed', code: 'http', chunks: false, thrown: 'http' },
  retried: { text: HAIKU, ending: 'complete', notices: [[2, 'rate_limit', 429]] },
  stopped: 'stopped',
  aborted: ['stopped', 'AbortError'],
  unreachable: 'failed',
}
