import type { Block, Inline, Root } from '@rivulet/markdown'

export function headingsOf(root: Root): string[] {
  return root.children.flatMap((block: Block) => (block.type === 'heading' ? [plain(block.content.runs.flat())] : []))
}

function plain(nodes: readonly Inline[]): string {
  return nodes.map((node) => ('children' in node ? plain(node.children) : 'value' in node ? node.value : '')).join('')
}
