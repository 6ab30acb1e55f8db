import { createRoot } from 'react-dom/client'
import { useEffect } from 'react'
import { textOf, useChatStream } from '../index.js'

/** What a page tells of itself with every change of what it has drawn. */
export interface Sight {
  readonly isHidden: boolean
  /** How many animation frames it got. */
  readonly frames: number
  readonly phase: string
  readonly ending: string
  readonly text: string
}

function Page() {
  const { messages, run, send } = useChatStream({ baseURL: `${location.origin}/v1`, apiKey: 'a-key', model: 'default' })
  useEffect(() => void send('prose', { id: 'question' }), [send])
  const answer = messages.at(-1)
  return (
    <p id="shown" data-phase={run.phase} data-ending={answer?.ending?.kind}>
      {answer?.wire.role === 'assistant' ? textOf(answer) : ''}
    </p>
  )
}

let frames = 0
function count() {
  frames += 1
  requestAnimationFrame(count)
}
count()

/** One after the other, so that they come in order. */
let told = Promise.resolve()
function tell() {
  const shown = document.querySelector<HTMLElement>('#shown')
  const { phase = '', ending = '' } = shown?.dataset ?? {}
  const sight: Sight = { isHidden: document.visibilityState === 'hidden', frames, phase, ending, text: shown?.textContent ?? '' }
  told = told.then(() => fetch('/seen', { method: 'POST', body: JSON.stringify(sight) })).then(() => undefined)
}
new MutationObserver(tell).observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true })
document.addEventListener('visibilitychange', tell)
createRoot(document.body.appendChild(document.createElement('main'))).render(<Page />)
