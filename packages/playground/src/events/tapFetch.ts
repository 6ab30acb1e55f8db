import { record, type RecordingEntry } from '@rivulet/replay'

/** The page's `fetch`, telling `sink` of every chat request. What only asks, such as the list of models, stays out of the recording. */
export function tapFetch(sink: (entry: RecordingEntry) => void): typeof fetch {
  const recorded = record(fetch, sink, { label: 'Rivulet playground' })
  return (input, init) => (init?.method === 'POST' ? recorded(input, init) : fetch(input, init))
}
