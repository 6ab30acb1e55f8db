import { whenPainted } from './whenPainted.ts'

/** Times each key that is pressed, from its event to the task behind the next frame. */
export function watchKeys(): { end(): readonly number[] } {
  const keysMs: number[] = []
  const onKey = ({ timeStamp }: KeyboardEvent) => whenPainted(() => keysMs.push(performance.now() - timeStamp))
  addEventListener('keydown', onKey, true)
  return {
    end() {
      removeEventListener('keydown', onKey, true)
      return keysMs
    },
  }
}
