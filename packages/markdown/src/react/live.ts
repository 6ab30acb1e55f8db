/** Marks the innermost block that text comes to: the caret stands at its end. */
export function live({ open }: { readonly open: boolean }): { 'data-live': '' | undefined } {
  return { 'data-live': open ? '' : undefined }
}
