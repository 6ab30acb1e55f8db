import { useEffect, useRef, useState, useSyncExternalStore } from 'react'
import { useStableCallback } from '../shared/stable.js'

/** As much of the browser's recognition as is used; TypeScript's library does not have it. @see https://wicg.github.io/speech-api/ */
interface Recognition extends EventTarget {
  lang: string
  continuous: boolean
  interimResults: boolean
  start: () => void
  stop: () => void
  abort: () => void
}

interface ResultEvent extends Event {
  readonly resultIndex: number
  readonly results: ArrayLike<ArrayLike<{ readonly transcript: string }> & { readonly isFinal: boolean }>
}

export interface Dictation {
  /** False on the server and where the browser has no recognition. */
  isSupported: boolean
  isListening: boolean
  /** What was heard and may still change. */
  interim: string
  problem: 'refused' | 'failed' | undefined
  toggle: () => void
  stop: () => void
  /** Stops, and forgets what is not settled yet. */
  cancel: () => void
}

/** Speech to text by the browser, which may send the sound to its maker. `onHeard` gets what will not change any more. */
export function useDictation(lang: string | undefined, onHeard: (text: string) => void): Dictation {
  const isSupported = useSyncExternalStore(noChange, () => findRecognition() !== undefined, never)
  const [heard, setHeard] = useState<{ isListening: boolean; interim: string; problem: Dictation['problem'] }>(SILENT)
  const recognition = useRef<Recognition | undefined>(undefined)
  const tellHeard = useStableCallback(onHeard)
  useEffect(() => () => recognition.current?.abort(), [])

  const stop = () => recognition.current?.stop()
  const cancel = () => recognition.current?.abort()
  const start = () => {
    const Found = findRecognition()
    if (!Found) return
    const own = new Found()
    recognition.current = own
    Object.assign(own, { continuous: true, interimResults: true, lang: lang ?? document.documentElement.lang })
    own.addEventListener('result', (event) => {
      const { settled, interim } = readResults(event as ResultEvent)
      setHeard({ isListening: true, interim, problem: undefined })
      if (settled !== '') tellHeard(settled)
    })
    own.addEventListener('error', (event) => {
      const { error } = event as Event & { error?: string }
      // Silence is no failure, and neither is to be ended.
      if (error === 'no-speech' || error === 'aborted') return
      setHeard({ ...SILENT, problem: error === 'not-allowed' || error === 'service-not-allowed' ? 'refused' : 'failed' })
    })
    own.addEventListener('end', () => {
      recognition.current = undefined
      setHeard(({ problem }) => ({ ...SILENT, problem }))
    })
    setHeard({ ...SILENT, isListening: true })
    try {
      own.start()
    } catch {
      recognition.current = undefined
      setHeard({ ...SILENT, problem: 'failed' })
    }
  }

  return { ...heard, isSupported, stop, cancel, toggle: () => (recognition.current ? stop() : start()) }
}

const SILENT = { isListening: false, interim: '', problem: undefined }

function readResults({ resultIndex, results }: ResultEvent): { settled: string; interim: string } {
  const changed = Array.from(results).slice(resultIndex)
  const join = (isFinal: boolean) =>
    changed
      .filter((result) => result.isFinal === isFinal)
      .map((result) => result[0]?.transcript ?? '')
      .join('')
  return { settled: join(true).trim(), interim: join(false).trim() }
}

function findRecognition(): (new () => Recognition) | undefined {
  const found = globalThis as { SpeechRecognition?: new () => Recognition; webkitSpeechRecognition?: new () => Recognition }
  return found.SpeechRecognition ?? found.webkitSpeechRecognition
}

const noChange = () => () => {}
const never = () => false
