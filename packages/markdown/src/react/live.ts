import type { Block, Parent } from '../tree.js'

/** Marks the innermost block that text comes to: the caret stands at its end. */
export function live({ open }: { readonly open: boolean }): { 'data-live': '' | undefined } {
  return { 'data-live': open ? '' : undefined }
}

/** A block that is open while the last in it is closed: what comes next may begin another. */
export function betweenBlocks({ open, children }: Parent<Block>): { open: boolean } {
  return { open: open && children.at(-1)?.open !== true }
}
