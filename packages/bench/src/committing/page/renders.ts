/** How often each message was drawn so far, by its id. */
export const renders = new Map<string, number>()

export function countRender(id: string): void {
  renders.set(id, (renders.get(id) ?? 0) + 1)
}
