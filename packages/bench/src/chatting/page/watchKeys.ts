/** Times each key that is pressed, from its event to the task behind the next frame: by then it is drawn. */
export function watchKeys(): { end(): readonly number[] } {
  const keysMs: number[] = []
  const onKey = ({ timeStamp }: KeyboardEvent) => {
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel()
      port1.addEventListener('message', () => {
        keysMs.push(performance.now() - timeStamp)
        port1.close()
      })
      port1.start()
      port2.postMessage(0)
    })
  }
  addEventListener('keydown', onKey, true)
  return {
    end() {
      removeEventListener('keydown', onKey, true)
      return keysMs
    },
  }
}
