import { pushNode, type InlineState } from './InlineState.js'

/** Adds a link whose text is its address; `pending` while the text ends right after it, for then it may grow. */
export function pushAutolink(state: InlineState, url: string, text: string, pending = false): void {
  pushNode(state, { type: 'link', url, title: null, children: [{ type: 'text', value: text }], pending }).depth = 1
}
