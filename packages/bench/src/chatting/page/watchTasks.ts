/** The longest task of the main thread, by the clock. The browser tells of those that take 50 ms or longer. */
export function watchTasks(): { end(): number } {
  let longestMs = 0
  const observer = new PerformanceObserver((tasks) => note(tasks.getEntries()))
  const note = (tasks: PerformanceEntryList) => {
    for (const { duration } of tasks) longestMs = Math.max(longestMs, duration)
  }
  observer.observe({ type: 'longtask' })
  return {
    end() {
      note(observer.takeRecords())
      observer.disconnect()
      return longestMs
    },
  }
}
