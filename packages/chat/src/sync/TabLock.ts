import { openDB, type IDBPDatabase } from 'idb'
import { newId } from '../newId.js'

/** Gives a lock back. */
export type Release = () => void

/** Of all tabs, one may hold it. */
export interface TabLock {
  /** Waits for the lock, until `signal` aborts; undefined then. A signal that is aborted already: takes it only where nobody holds it. */
  take(signal: AbortSignal): Promise<Release | undefined>
}

/**
 * A lock that the tabs of a site share. Where a page has no secure context, and with it no Web Locks, a lease in IndexedDB stands in for it: less exact, since a tab
 * that hangs for longer than the lease loses it without knowing.
 * @see https://developer.mozilla.org/docs/Web/API/Web_Locks_API
 */
export function createTabLock(name: string): TabLock {
  const locks = (globalThis.navigator as Partial<Navigator> | undefined)?.locks
  return locks ? webLock(locks, name) : leaseLock(name)
}

function webLock(locks: LockManager, name: string): TabLock {
  return {
    take: (signal) =>
      new Promise((resolve) => {
        const hold = (lock: Lock | null) => {
          if (!lock) return resolve(undefined)
          return new Promise<void>((release) => resolve(release))
        }
        const options = signal.aborted ? { ifAvailable: true } : { signal }
        // What rejects is the wait that was given up; or a page without an origin, which has nobody to share with.
        locks.request(name, options, hold).catch((error: Error) => resolve(error.name === 'SecurityError' ? ignore : undefined))
      }),
  }
}

const ignore = () => undefined

const LEASE_MS = 5000
const RENEWAL_MS = 1000

interface LeaseRow {
  readonly holder: string
  readonly untilMs: number
}

let leases: Promise<IDBPDatabase> | undefined

/** One connection for all locks of a page; opened anew after it could not be, or was lost. */
function openLeases(): Promise<IDBPDatabase> {
  if (leases) return leases
  const forget = () => {
    if (leases === opening) leases = undefined
  }
  const opening = openDB('rivulet-leases', 1, { upgrade: (database) => void database.createObjectStore('leases'), terminated: forget })
  leases = opening
  opening.catch(forget)
  return opening
}

function leaseLock(name: string): TabLock {
  return {
    async take(signal) {
      const lease = new Lease(name)
      try {
        while (!(await lease.renew())) {
          if (signal.aborted) return undefined
          await new Promise((resolve) => setTimeout(resolve, RENEWAL_MS / 4))
        }
        return lease.hold()
      } catch {
        // A page without a database, or a process without tabs, has nobody to share with.
        return ignore
      }
    },
  }
}

/** One taking of a lock: two of one tab keep each other out as those of two tabs do. */
class Lease {
  readonly #name: string
  readonly #holder = newId()

  constructor(name: string) {
    this.#name = name
  }

  /** Takes the lock, or keeps it for longer; false where another one holds it. */
  renew(): Promise<boolean> {
    return this.#change(Date.now() + LEASE_MS)
  }

  hold(): Release {
    const timer = setInterval(() => void this.renew().catch(ignore), RENEWAL_MS)
    return () => {
      clearInterval(timer)
      this.#change(0).catch(ignore)
    }
  }

  /** Of all tabs, one at a time looks and writes. */
  async #change(untilMs: number): Promise<boolean> {
    const { store, done } = (await openLeases()).transaction('leases', 'readwrite')
    const held = (await store.get(this.#name)) as LeaseRow | undefined
    const isFree = !held || held.holder === this.#holder || held.untilMs < Date.now()
    if (isFree)
      await (untilMs === 0 ? store.delete(this.#name) : store.put({ holder: this.#holder, untilMs } satisfies LeaseRow, this.#name))
    await done
    return isFree
  }
}
