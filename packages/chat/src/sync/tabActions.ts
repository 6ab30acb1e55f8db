import type { ChatSettings } from '../Chat.js'
import type { QueuedMessage } from '../QueuedMessage.js'
import { AWAITED, runOf } from '../tools/callsOf.js'
import type { SyncOptions } from './loadSync.js'
import type { TabActions } from './TabTalk.js'

/** What a tab that runs a conversation does for those that do not. A decision or a change that came too late is none. */
export function tabActions({
  conversation,
  runner,
  clear,
  remove,
}: Pick<SyncOptions, 'conversation' | 'runner' | 'clear' | 'remove'>): TabActions {
  const decide =
    (action: 'approve' | 'reject' | 'addToolResult') =>
    (callId: string, ...args: unknown[]) => {
      const { head } = conversation.tree
      const run = head && runner().turn?.isAt(head.id) ? runOf(head, callId) : undefined
      if (run && AWAITED[action].includes(run.state)) runner().decide(action, callId, ...args)
    }
  return {
    stop: () => runner().end('stopped'),
    enqueue: (item: QueuedMessage, whileBusy: ChatSettings['whileBusy']) => runner().sender.accept({ item, headers: undefined }, whileBusy),
    queue(name: 'edit' | 'move' | 'remove' | 'resume' | 'clear', id: string, ...args: unknown[]) {
      if (name === 'resume') void runner().resume()
      else if (name === 'clear') for (const item of runner().queue.items) runner().outbox.change('remove', item.id)
      else if (runner().queue.has(id)) runner().outbox.change(name, id, ...args)
    },
    clear,
    remove,
    approve: decide('approve'),
    reject: decide('reject'),
    addToolResult: decide('addToolResult'),
  }
}
