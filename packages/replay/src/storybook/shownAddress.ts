import { parseAddress, QUERY_PARAMETER, type StreamAddress } from './streamAddress.js'

/** What is chosen, and for which story. */
let shown: { readonly storyId: string | undefined; readonly address: StreamAddress } | undefined

/**
 * What is chosen for a story that is about to be shown: all that the page's address says where it is the one that the page was opened with, or
 * that was shown last, as after a change of its code. To another story goes what is not a moment of the stream.
 */
export function addressFor(storyId: string): StreamAddress {
  shown ??= opened()
  const { moment: _moment, ...settings } = shown.address
  return shown.storyId === storyId ? shown.address : settings
}

/** What is chosen for the story that is shown. */
export function keepAddress(storyId: string, address: StreamAddress): void {
  shown = { storyId, address }
}

function opened(): NonNullable<typeof shown> {
  const query = new URLSearchParams(document.location.search)
  return { storyId: query.get('id') ?? undefined, address: parseAddress(query.get(QUERY_PARAMETER) ?? '') }
}
