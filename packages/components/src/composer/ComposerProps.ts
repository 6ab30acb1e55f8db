import type { ReactNode, Ref } from 'react'
import type { ContentPart } from '@rivulet/chat'
import type { AttachmentOptions } from '../attachments/DraftAttachment.js'
import type { PartProps } from '../shared/part.js'
import type { CompletionSources } from './useCompletions.js'
import type { DraftOptions } from './useDraft.js'

/** Which key sends: Enter (and Shift+Enter breaks the line), or Enter together with Control or Command. */
export type SubmitOn = 'enter' | 'mod+enter'

export interface ComposerProps extends PartProps<'form', 'onSubmit' | 'defaultValue' | 'onChange'>, DraftOptions, CompletionSources {
  /**
   * Takes what was written, trimmed: a text, or with attachments the parts of the message, the text first. Never empty. The field empties at
   * once; when the promise rejects (or the call throws) all of it is put back, before whatever was typed meanwhile.
   */
  // A method, so that a function that takes only texts fits where nothing can be attached.
  onSend(this: void, content: string | ContentPart[]): unknown
  /** Ends the running answer. Without it there is no Stop. */
  onStop?: (() => unknown) | undefined
  /** An answer is under way: it can be stopped, also with Escape. */
  running?: boolean | undefined
  /** What is sent meanwhile: handed to `onSend`, for a chat that queues it, or nothing. @defaultValue 'queue' */
  whileRunning?: 'queue' | 'block' | undefined
  /** Which key sends, and which breaks the line. @defaultValue 'enter' */
  submitOn?: SubmitOn | undefined
  /** Nothing can be written or sent. */
  disabled?: boolean | undefined
  /** Stands in the empty field. @defaultValue the label `placeholder` */
  placeholder?: string | undefined
  /** Takes the focus when it appears. @defaultValue false */
  autoFocus?: boolean | undefined
  /** Has files taken: chosen, pasted and dropped. `true` takes every kind. @defaultValue false */
  attachments?: boolean | AttachmentOptions | undefined
  /** What was sent before, oldest first: arrow up in the empty field brings it back. */
  history?: readonly string[] | undefined
  /**
   * Offers to dictate where the browser can listen; some send the sound to their maker. `lang` is a BCP 47 tag, else the page's.
   * @defaultValue false
   */
  voice?: boolean | { lang?: string | undefined } | undefined
  /** Stands above the field: a `QueueList`. */
  queue?: ReactNode
  /** Small controls beside the button: a model picker, a switch. */
  children?: ReactNode
  /** The text field; `ref` is the form. */
  inputRef?: Ref<HTMLTextAreaElement> | undefined
}
