/** React's commits so far, on the whole page. */
let commits = 0

/** Stands where React looks for its developer tools; to be called before React is loaded. */
export function countCommits(): void {
  Object.assign(globalThis, {
    __REACT_DEVTOOLS_GLOBAL_HOOK__: {
      supportsFiber: true,
      isDisabled: false,
      renderers: new Map(),
      checkDCE: () => {},
      inject: () => 1,
      onCommitFiberRoot: () => void commits++,
      onCommitFiberUnmount: () => {},
      onPostCommitFiberRoot: () => {},
    },
  })
}

export function commitCount(): number {
  return commits
}
