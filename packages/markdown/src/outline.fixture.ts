import { expect } from 'vitest'
import type { Block, Parent, Root } from './tree.js'

/** What is drawn of a node and all in it, as plain data: neither versions nor what the parser keeps. */
function outline(node: Root | Block): unknown {
  const { type, key, open } = node
  const own: Record<string, unknown> = { type, key, open }
  for (const name of [
    'depth',
    'ordered',
    'start',
    'tight',
    'checked',
    'lang',
    'meta',
    'closed',
    'align',
    'label',
    'identifier',
    'number',
  ] as const)
    if (name in node) own[name] = (node as unknown as Record<string, unknown>)[name]
  if ('content' in node) own['content'] = node.content.runs
  if ('cells' in node) own['cells'] = node.cells.map(({ runs }) => runs)
  if ('text' in node) own['text'] = node.text.chunks
  if ('shown' in node) own['shown'] = node.shown.chunks
  if ('children' in node) own['children'] = node.children.map(outline)
  return own
}

/** Compares as text first: Vitest's own comparison costs more than all parsing. */
export function expectSameTree(actual: Root, wanted: Root): void {
  const [one, other] = [outline(actual), outline(wanted)]
  if (JSON.stringify(one) !== JSON.stringify(other)) expect(one).toEqual(other)
}

/** Calls `visit` with every block under `parent`. */
export function walk(parent: Root | Block, visit: (block: Block, parent: (Root | Block) & Parent<Block>) => void): void {
  if (!('children' in parent)) return
  for (const child of parent.children) {
    visit(child, parent)
    walk(child, visit)
  }
}
