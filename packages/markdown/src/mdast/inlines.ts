import type { PhrasingContent } from 'mdast'
import { plainText } from '../react/plainText.js'
import type { Inline, InlineContent } from '../tree.js'
import { inlineMathNode } from './math.js'

/** The text of a block: runs are ours alone. */
export function phrasing({ runs }: InlineContent): PhrasingContent[] {
  return inlines(runs.flat())
}

function inlines(nodes: readonly Inline[]): PhrasingContent[] {
  const content: PhrasingContent[] = []
  for (const node of nodes.flatMap(inline)) {
    const before = content.at(-1)
    if (node.type === 'text' && before?.type === 'text') before.value += node.value
    else content.push(node)
  }
  return content
}

function inline(node: Inline): PhrasingContent[] {
  switch (node.type) {
    case 'text':
    case 'inlineCode':
    case 'html':
      return [{ type: node.type, value: node.value }]
    case 'break':
      return [{ type: 'break' }]
    case 'emphasis':
    case 'strong':
    case 'delete':
      return [{ type: node.type, children: inlines(node.children) }]
    case 'link': {
      const children = inlines(node.children)
      // mdast has no name for a link that leads nowhere yet.
      return node.pending ? children : [{ type: 'link', url: node.url, title: node.title, children }]
    }
    case 'image': {
      const alt = plainText(node.children)
      return node.pending ? [{ type: 'text', value: alt }] : [{ type: 'image', url: node.url, title: node.title, alt }]
    }
    case 'inlineMath':
      // Known to the types of mdast only where those of mdast-util-math are there.
      return [inlineMathNode(node) as unknown as PhrasingContent]
    case 'footnoteReference':
      break
  }
  return [{ type: 'footnoteReference', identifier: footnoteIdentifier(node), label: node.label }]
}

/** As mdast has it: in lower case, and without the `^` that keeps it from the labels of links. */
export function footnoteIdentifier({ identifier }: { readonly identifier: string }): string {
  return identifier.replace(/^\^/, '').toLowerCase()
}
