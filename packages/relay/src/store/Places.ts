/** What each principal holds in this process, with leases, so that a place whose release was lost comes back. */
export interface Places {
  hold(principal: string, id: string, most: number, leaseMs: number): boolean
  release(principal: string, id: string): void
}

export function createPlaces(): Places {
  const places = new Map<string, Map<string, number>>()

  return {
    hold(principal, id, most, leaseMs) {
      const held = places.get(principal) ?? new Map<string, number>()
      dropStale(held)
      if (!held.has(id) && held.size >= most) return false
      places.set(principal, held.set(id, performance.now() + leaseMs))
      return true
    },
    release(principal, id) {
      const held = places.get(principal)
      held?.delete(id)
      if (held?.size === 0) places.delete(principal)
    },
  }
}

function dropStale(held: Map<string, number>) {
  const now = performance.now()
  for (const [id, until] of held) if (until <= now) held.delete(id)
}
