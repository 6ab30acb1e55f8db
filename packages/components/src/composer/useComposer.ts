import { useRef, useState, type ComponentPropsWithoutRef, type KeyboardEvent, type RefObject } from 'react'
import type { AttachmentOptions } from '../attachments/DraftAttachment.js'
import type { ComposerProps } from './ComposerProps.js'
import { replaceText, writeWords } from './fieldText.js'
import { useCompletions, type Completions } from './useCompletions.js'
import { useDictation, type Dictation } from './useDictation.js'
import { useDraft, type Draft } from './useDraft.js'
import { useFiles, type Files } from './useFiles.js'
import { useHistory } from './useHistory.js'
import { useSending, type Sending } from './useSending.js'

type Behaviour = Omit<ComposerProps, 'placeholder' | 'autoFocus' | 'queue' | 'children' | 'inputRef' | 'labels'>

/** What a composer knows and does, without its look. */
export interface ComposerState extends Pick<Sending, 'heldBack'>, Pick<ComposerProps, 'onStop'> {
  field: RefObject<HTMLTextAreaElement | null>
  draft: Draft
  files: Files
  /** Undefined where nothing can be attached. */
  fileOptions: AttachmentOptions | undefined
  completions: Completions
  /** Undefined where it is not offered. */
  dictation: Dictation | undefined
  flags: { running: boolean; disabled: boolean; isBlank: boolean; canSend: boolean; canStop: boolean }
  submitOn: NonNullable<ComposerProps['submitOn']>
  setCaret: (position: number) => void
  send: () => void
  /** Each returns whether the key was for it. */
  onEscape: () => boolean
  onHistoryKey: (event: KeyboardEvent<HTMLTextAreaElement>) => boolean
  /** What is left for the root. */
  rest: Omit<ComponentPropsWithoutRef<'form'>, 'onSubmit'> & Pick<ComposerProps, 'render'>
}

const ANY_FILE: AttachmentOptions = {}
const NOTHING: readonly string[] = []

export function useComposer(behaviour: Behaviour): ComposerState {
  const { onSend, onStop, running = false, whileRunning = 'queue', submitOn = 'enter', disabled = false, ...others } = behaviour
  const { attachments = false, history = NOTHING, voice = false, commands, mentions, ...more } = others
  const { defaultValue, value, onChange, draftKey, drafts, ...rest } = more
  const field = useRef<HTMLTextAreaElement>(null)
  const [caret, setCaret] = useState(-1)

  const draft = useDraft({ defaultValue, value, onChange, draftKey, drafts })
  const fileOptions = attachments === true ? ANY_FILE : attachments || undefined
  const files = useFiles(disabled ? undefined : fileOptions, draftKey)
  const replace = (start: number, end: number, text: string) => replaceText(field.current, start, end, text)
  const completions = useCompletions(draft.text, caret, { commands, mentions }, replace)
  const heard = useDictation(typeof voice === 'object' ? voice.lang : undefined, (words) => writeWords(field.current, words))
  const dictation = voice !== false && heard.isSupported ? heard : undefined
  const onHistoryKey = useHistory(history, draft.text, draft.write)
  const { heldBack, trySend } = useSending(draft, files, onSend)

  const isBlank = draft.text.trim() === '' && files.items.every(({ state }) => state === 'refused')
  const canSend = !isBlank && !disabled && (!running || whileRunning === 'queue')
  const canStop = running && onStop !== undefined
  const send = () => {
    if (canSend && trySend()) dictation?.cancel()
  }
  const onEscape = () => {
    if (dictation?.isListening) dictation.stop()
    else if (canStop) void onStop()
    return dictation?.isListening === true || canStop
  }
  const flags = { running, disabled, isBlank, canSend, canStop }
  const does = { send, onEscape, onHistoryKey, onStop, setCaret }
  return { field, draft, files, fileOptions, completions, dictation, heldBack, flags, submitOn, rest, ...does }
}
