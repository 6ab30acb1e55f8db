import { expect, mocked, spyOn } from 'storybook/test'
import { isTest } from './otherTheme.js'

/** Storybook takes the spies away again after each story. */
export function listenToConsole(): void {
  spyOn(console, 'error')
  spyOn(console, 'warn')
}

/**
 * Parts are silent: in tests a story during which something complains on the console fails. In the showroom Storybook itself complains, of what its panels
 * read of an event that was handed to a spy, and a visitor would see an error in place of the story.
 */
export async function expectSilence(): Promise<void> {
  if (!isTest) return
  await expect(mocked(console.error)).not.toHaveBeenCalled()
  await expect(mocked(console.warn)).not.toHaveBeenCalled()
}
