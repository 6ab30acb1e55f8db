import { useEffect, useLayoutEffect, useRef, useState, type ReactNode } from 'react'
import type { ChatMessage, Run } from '@rivulet/chat'
import type { Labels } from '../labels/labels.js'
import { isWhole } from '../message/isWhole.js'
import { commonLength, endOfSentences } from './sentences.js'
import type { ThreadDrawing } from './ThreadDrawing.js'

/** When a thread reads an answer out: each sentence as it is whole, all of it at the end, or not at all. */
export type Announce = 'end' | 'sentence' | 'off'

interface AnnouncerProps {
  announce: Announce
  run: Run | undefined
  busy: boolean
  /** The last message, asked for when there is something to be said. */
  getLast: () => ChatMessage | undefined
  drawing: Pick<ThreadDrawing, 'plainText' | 'words'>
}

/** How often what came is looked at. Speech is slower. */
const LISTEN_MS = 1000
/** What was said is taken away again, so that find in page does not find it twice. */
const FORGET_MS = 3000

/**
 * Says how the run stands, and reads out the answer. Stands outside the log, whose busy state would hold it back. An error is an alert of its own
 * and not said twice.
 */
export function Announcer({ announce, run, busy, getLast, drawing }: AnnouncerProps): ReactNode {
  const { words } = drawing
  const [heardOf, setHeardOf] = useState(false)
  if (busy && !heardOf) setHeardOf(true)
  const speech = useSpeech({ announce, busy, getLast, drawing })
  if (announce === 'off') return null
  return (
    <>
      <div className="rivulet-hidden" role="status">
        {busy || run?.phase === 'approval' ? progressOf(run, words) : heardOf ? outcomeOf(getLast(), words) : ''}
      </div>
      <div className="rivulet-hidden" aria-live="polite">
        {speech}
      </div>
    </>
  )
}

function progressOf(run: Run | undefined, words: Labels): string {
  if (run?.phase === 'approval') return words.approvalNeeded
  if (run?.phase === 'offline') return words.offline
  return run?.phase === 'retrying' && run.attempt !== undefined ? words.retrying(run.attempt) : words.answering
}

function outcomeOf(last: ChatMessage | undefined, words: Labels): string {
  const ending = last?.ending
  if (!ending || ending.kind === 'failed') return ''
  return isWhole(ending) ? words.answered : words.endedEarly
}

/** What is to be read out now. Looked for at intervals: a token renders nothing. */
function useSpeech({ announce, busy, getLast, drawing }: Omit<AnnouncerProps, 'run'>): string {
  const [speech, setSpeech] = useState('')
  const newest = useRef(drawing)
  useLayoutEffect(() => {
    newest.current = drawing
  })

  useEffect(() => {
    if (!busy || announce === 'off') return undefined
    let said = { id: '', text: '' }
    const speak = (isEnd: boolean) => {
      const { plainText, words } = newest.current
      const last = getLast()
      if (last?.wire.role !== 'assistant') return
      const text = plainText(last)
      const from = said.id === last.id ? commonLength(said.text, text) : 0
      const rest = text.slice(from)
      const ready = isEnd ? rest : rest.slice(0, endOfSentences(rest, words.locale))
      if (ready.trim() === '') return
      said = { id: last.id, text: text.slice(0, from + ready.length) }
      setSpeech(ready.trim())
    }
    const timer = announce === 'sentence' ? setInterval(() => speak(false), LISTEN_MS) : undefined
    return () => {
      clearInterval(timer)
      speak(true)
    }
  }, [announce, busy, getLast])

  useEffect(() => {
    if (speech === '') return undefined
    const timer = setTimeout(() => setSpeech(''), FORGET_MS)
    return () => clearTimeout(timer)
  }, [speech])
  return speech
}
