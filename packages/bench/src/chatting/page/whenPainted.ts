/** Calls `then` in the task behind the next frame: by then it is drawn. */
export function whenPainted(then: () => void): void {
  requestAnimationFrame(() => {
    const { port1, port2 } = new MessageChannel()
    port1.addEventListener('message', () => {
      port1.close()
      then()
    })
    port1.start()
    port2.postMessage(0)
  })
}
