/** Calls the application's code so that what it throws breaks nothing of ours, and still reaches `window.onerror` or its like. */
export function guarded<Args extends unknown[]>(callback: ((...args: Args) => unknown) | undefined, ...args: Args): void {
  try {
    callback?.(...args)
  } catch (error) {
    queueMicrotask(() => {
      throw error
    })
  }
}
