import { createMarkdown, type Block, type Inline, type Root } from '@rivulet/markdown'
import { OURS } from '../budgets.ts'
import { checkShown } from '../checks.ts'
import { stepsOf, type Engine } from './Engine.ts'

export const engine: Engine = {
  name: OURS,
  rereads: false,
  start(beginning) {
    const markdown = createMarkdown()
    for (const step of stepsOf(beginning, 0, beginning.length)) markdown.append(step)
    return {
      append: (text) => markdown.append(text),
      get work() {
        return markdown.work
      },
      finish(document) {
        markdown.finish()
        checkShown(OURS, textOf(markdown.root), document)
      },
    }
  },
}

/** What a reader sees of a tree. */
function textOf(node: Root | Block): string {
  if ('children' in node) return node.children.map(textOf).join('')
  if ('content' in node) return node.content.runs.map(inlineText).join('')
  if ('cells' in node) return node.cells.flatMap(({ runs }) => runs.map(inlineText)).join('')
  return 'text' in node ? node.text.chunks.join('') : ''
}

function inlineText(nodes: readonly Inline[]): string {
  return nodes.map((node) => ('children' in node ? inlineText(node.children) : 'value' in node ? node.value : '')).join('')
}
