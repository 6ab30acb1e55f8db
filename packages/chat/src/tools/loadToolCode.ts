import type { ChatMessage } from '../ChatMessage.js'
import type { MessageTree } from '../MessageTree.js'
import type * as toolCodeModule from './toolCode.js'

type ToolCode = typeof toolCodeModule

let code: ToolCode | undefined

/** The code that runs tools, where it is there. */
export function toolCode(): ToolCode | undefined {
  return code
}

/** Loads it. Rejects where it cannot be had; another call tries again. */
export async function loadToolCode(): Promise<ToolCode> {
  return (code ??= await import('./toolCode.js'))
}

/** Loads it where calls wait that were read or given, and did not begin to run here; undefined where nothing has to be waited for. Never rejects. */
export function toolCodeFor(head: ChatMessage | undefined): Promise<unknown> | undefined {
  const waits = head?.state === 'awaiting-approval' || head?.state === 'running-tools'
  return waits && !code ? loadToolCode().catch(() => undefined) : undefined
}

/** Whoever sends a message decides nothing any more about the calls before it. Without the code, the model is told nothing of them. */
export function passOverCalls(tree: MessageTree): void {
  const { head } = tree
  if (!head || head.state === 'done') return
  if (code) code.passOver(tree, head)
  else tree.replace({ ...head, state: 'done' })
}
