import { record, type RecordingEntry } from '@rivulet/replay'

/** The page's `fetch`, telling `sink` of what asks for an answer. Lists of models, and that a run is stopped, stay out of the recording. */
export function tapFetch(sink: (entry: RecordingEntry) => void): typeof fetch {
  const recorded = record(fetch, sink, { label: 'Rivulet playground' })
  return (input, init) => {
    const { pathname } = new URL(input instanceof Request ? input.url : input, location.href)
    return pathname.endsWith('/chat/completions') ? recorded(input, init) : fetch(input, init)
  }
}
