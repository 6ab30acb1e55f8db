import { expect, mocked, spyOn } from 'storybook/test'

/** Storybook takes the spies away again after each story. */
export function listenToConsole(): void {
  spyOn(console, 'error')
  spyOn(console, 'warn')
}

/** Parts are silent: a story during which something complains on the console fails. */
export async function expectSilence(): Promise<void> {
  await expect(mocked(console.error)).not.toHaveBeenCalled()
  await expect(mocked(console.warn)).not.toHaveBeenCalled()
}
