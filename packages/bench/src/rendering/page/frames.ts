import type { View } from './Renderer.ts'

/** Characters of one delta, of which several come in a frame. */
const DELTA = 4

/** Beyond any end. */
const FAR = 1e9

/** How a text is streamed. */
export interface Streaming {
  readonly text: string
  /** The length that is drawn already. */
  readonly from: number
  /** Characters that come in a frame. */
  readonly step: number
}

/** Draws the rest of a text step by step, one a frame, with its end in view; `between` is called before each. */
export function stream(view: View, { text, from, step }: Streaming, scroller: Element, between: () => void): Promise<void> {
  return new Promise((resolve) => {
    let drawn = text.slice(0, from)
    let at = from
    const { port1, port2 } = new MessageChannel()
    const frame = () => {
      scroller.scrollTop = FAR
      between()
      if (at >= text.length) {
        port1.close()
        return resolve()
      }
      const end = Math.min(text.length, at + step)
      // As an application adds up what it gets.
      for (let delta = at; delta < end; delta += DELTA) drawn += text.slice(delta, Math.min(end, delta + DELTA))
      view.draw(drawn, text.slice(at, end), end === text.length)
      at = end
      // Behind the task in which React draws, which is queued in a microtask.
      queueMicrotask(() => queueMicrotask(() => port2.postMessage(0)))
    }
    port1.addEventListener('message', () => requestAnimationFrame(frame))
    port1.start()
    requestAnimationFrame(frame)
  })
}

/** Draws a text at once, in a frame. */
export function drawWhole(view: View, text: string, isWhole: boolean): Promise<void> {
  return new Promise((resolve) => {
    requestAnimationFrame(() => {
      view.draw(text, text, isWhole)
      resolve()
    })
  })
}

/** Some frames and some time, in which a renderer may do what it left for later. */
export async function rest(): Promise<void> {
  for (let count = 0; count < 4; count++) await new Promise((resolve) => requestAnimationFrame(resolve))
  await new Promise((resolve) => requestIdleCallback(resolve, { timeout: 100 }))
  await new Promise((resolve) => setTimeout(resolve, 20))
}
