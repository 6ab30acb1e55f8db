/** The index of a choice in dialects whose document shows one choice, without an index: a second one cannot do without. */
export function furtherIndex(choice: number): { readonly index?: number } {
  return choice > 0 ? { index: choice } : {}
}
