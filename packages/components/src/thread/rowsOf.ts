import type { ChatMessage } from '@rivulet/chat'

/** What a row draws: a message, or the id of one that the application draws. */
export type RowItem = ChatMessage | string

export function idOf(item: RowItem): string {
  return typeof item === 'string' ? item : item.id
}

/**
 * The items that have a row: not the results of tools that the call's own message shows. Found while reading forwards, since a call's id is unique
 * within its turn only: a gateway may count from nought in each.
 */
export function rowsOf<Item extends RowItem>(items: readonly Item[], messageOf: (item: Item) => ChatMessage | undefined): readonly Item[] {
  let shown: Set<Item> | undefined
  let runs: ChatMessage['toolRuns'] = {}
  for (const item of items) {
    const message = messageOf(item)
    if (!message) continue
    const { wire } = message
    if (wire.role === 'assistant') runs = message.toolRuns
    else if (wire.role === 'tool' && Object.hasOwn(runs, wire.tool_call_id)) (shown ??= new Set()).add(item)
  }
  return shown ? items.filter((item) => !shown.has(item)) : items
}
