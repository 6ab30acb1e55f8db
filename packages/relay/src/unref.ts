/** Lets the process end before the timer, where the platform can tell: in Node a timer is an object, elsewhere a number. */
export function unref(timer: unknown): void {
  if (typeof timer === 'object' && timer !== null && 'unref' in timer && typeof timer.unref === 'function') timer.unref()
}
