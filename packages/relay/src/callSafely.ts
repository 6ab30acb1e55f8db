/**
 * Calls the application's code. What it throws, or rejects with later, is an error that nobody would catch, and in Node such an error ends the process: with it
 * the runs of everybody else.
 */
export function callSafely<Value>(callback: ((value: Value) => unknown) | undefined, value: Value, onFailure: () => void = ignore): void {
  try {
    Promise.resolve(callback?.(value)).catch(onFailure)
  } catch {
    onFailure()
  }
}

function ignore(): void {}
