import type { Inline } from '../tree.js'

/** The text alone, without markup: descriptions of images, and what a link's text names. */
export function plainText(nodes: readonly Inline[]): string {
  return nodes.map(plainOf).join('')
}

function plainOf(node: Inline): string {
  if ('children' in node) return plainText(node.children)
  if (node.type === 'break') return ' '
  return node.type === 'html' || node.type === 'footnoteReference' ? '' : node.value
}
