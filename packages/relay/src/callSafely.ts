/**
 * Calls the application's code. What it throws, or rejects with later, is an error that nobody would catch, and in Node such an error ends the process: with it
 * the runs of everybody else. Resolves when it has done its work, however that went.
 */
export async function callSafely<Value>(
  callback: ((value: Value) => unknown) | undefined,
  value: Value,
  onFailure: () => void = ignore,
): Promise<void> {
  try {
    await callback?.(value)
  } catch {
    onFailure()
  }
}

function ignore(): void {}
