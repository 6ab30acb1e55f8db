import type { ToolMessageParam } from '@rivulet/core'
import type { ChatMessage } from '../ChatMessage.js'
import type { MessageTree } from '../MessageTree.js'
import { rowOf } from '../rows.js'

/** Adds the results of an answer's calls after it; nothing more comes of the answer. Returns the id of the last row. */
export function appendResults(tree: MessageTree, answer: ChatMessage, results: readonly ToolMessageParam[]): string {
  tree.replace({ ...answer, state: 'done' })
  let parentId = answer.id
  for (const wire of results) {
    const row = rowOf(wire, parentId)
    tree.append(row)
    parentId = row.id
  }
  return parentId
}
