/** Gives a lock back. */
export type Release = () => void

/** Of all tabs, one may hold it. */
export interface TabLock {
  /** Waits for the lock, until `signal` aborts; undefined then. A signal that is aborted already: takes it only where nobody holds it. */
  take(signal: AbortSignal): Promise<Release | undefined>
}

/**
 * A lock that the tabs of a site share. Where a page has no secure context, and with it no Web Locks, a lease in `localStorage` stands in for it: less exact,
 * since a tab that hangs for longer than the lease loses it without knowing.
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
        // What rejects is the wait that was given up, or a page that may not use locks.
        locks.request(name, options, hold).catch(() => resolve(undefined))
      }),
  }
}

const LEASE_MS = 5000
const RENEWAL_MS = 1000

function leaseLock(name: string): TabLock {
  const holder = Math.random().toString(36)
  const isFree = () => {
    const [other, untilMs] = (globalThis.localStorage.getItem(name) ?? '').split(' ')
    return other === holder || Number(untilMs ?? 0) < Date.now()
  }
  const renew = () => globalThis.localStorage.setItem(name, `${holder} ${Date.now() + LEASE_MS}`)
  const hold = (): Release => {
    renew()
    const timer = setInterval(renew, RENEWAL_MS)
    return () => {
      clearInterval(timer)
      globalThis.localStorage.removeItem(name)
    }
  }
  return {
    async take(signal) {
      // A process without tabs has nobody to share with.
      if (!('localStorage' in globalThis)) return () => undefined
      while (!isFree()) {
        if (signal.aborted) return undefined
        await new Promise((resolve) => setTimeout(resolve, RENEWAL_MS / 4))
      }
      return hold()
    },
  }
}
