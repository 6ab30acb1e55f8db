import { Draft, DraftList } from './Draft.js'
import type { InlineState } from './InlineState.js'

/** Adds a link whose text is its address; `pending` while the text ends right after it, for then it may grow. */
export function pushAutolink(state: InlineState, url: string, text: string, pending = false): void {
  const link = new Draft('link')
  link.url = url
  link.pending = pending
  link.depth = 1
  link.children = new DraftList()
  link.children.push(new Draft('text', text))
  state.push(link)
}
