import { expect, spyOn } from 'storybook/test'

/** Parts are silent: a story during which something warns or complains on the console fails. */
export function listenToConsole(): () => void {
  const spies = [spyOn(console, 'error'), spyOn(console, 'warn')]
  return () => {
    for (const spy of spies) {
      const { calls } = spy.mock
      spy.mockRestore()
      expect(calls, 'written to the console').toEqual([])
    }
  }
}
