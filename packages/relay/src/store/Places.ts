/** What each principal holds in this process, with leases, so that a place whose release was lost comes back. */
export class Places {
  readonly #places = new Map<string, Map<string, number>>()

  hold(principal: string, id: string, most: number, leaseMs: number): boolean {
    const held = this.#places.get(principal) ?? new Map<string, number>()
    const now = performance.now()
    for (const [other, until] of held) if (until <= now) held.delete(other)
    if (!held.has(id) && held.size >= most) return false
    this.#places.set(principal, held.set(id, now + leaseMs))
    return true
  }

  release(principal: string, id: string): void {
    const held = this.#places.get(principal)
    held?.delete(id)
    if (held?.size === 0) this.#places.delete(principal)
  }
}
