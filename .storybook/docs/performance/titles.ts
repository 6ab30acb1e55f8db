import type { PartName } from '../../../packages/bench/src/options.js'

/** What each part of the benchmark is about, in the words of the page Performance. */
export const TITLES: Readonly<Record<PartName, string>> = {
  chunks: 'Bytes to chunks',
  message: 'Bytes to a finished message',
  json: 'Tool arguments',
  heap: 'Memory',
  size: 'Size',
  markdown: 'Markdown: the engine',
  'markdown-browser': 'Markdown in a browser',
  'chat-browser': 'A whole chat in a browser',
  throttled: 'A whole chat on a slower processor',
  'real-time': 'A whole chat in real time',
  relay: 'The relay under load',
  'relay-heap': "The relay's memory",
  commits: "React's commits",
}
