'use client'
import Pencil from 'lucide-react/icons/pencil'
import RefreshCw from 'lucide-react/icons/refresh-cw'
import { forwardRef, type ReactNode } from 'react'
import type { ChatMessage } from '@rivulet/chat'
import type { MarkdownOptions } from '@rivulet/markdown'
import { useLabels } from '../labels/PartsProvider.js'
import type { PortalContainer } from '../layers/portalContainer.js'
import type { Part, PartProps } from '../shared/part.js'
import { Root } from '../shared/Root.js'
import { ActionButton } from './ActionButton.js'
import { CopyAction } from './CopyAction.js'
import { DetailsAction } from './DetailsAction.js'
import { FeedbackAction } from './FeedbackAction.js'
import { hasDetails } from './MessageDetails.js'
import type { Feedback } from './MessageHandlers.js'
import { plainText } from './plainText.js'
import { SpeakAction } from './SpeakAction.js'
import { useRoving } from './useRoving.js'
import { writtenOf } from './wire.js'

/** What a reader may do with a message, each a button or two. */
export type MessageAction = 'copy' | 'copyMarkdown' | 'regenerate' | 'edit' | 'feedback' | 'speak' | 'details'

export interface MessageActionsProps extends PartProps<'div'> {
  /** The one that they act on. */
  message: ChatMessage
  /**
   * Which buttons there are, in this order; those that have nothing to do are left out, and so are those whose handler is not given.
   * @defaultValue for an answer all but `edit`, for any other message `copy` and `edit`
   */
  actions?: readonly MessageAction[] | undefined
  /** Asks for another version of the answer. */
  onRegenerate?: (() => unknown) | undefined
  /** Opens the editor. */
  onEdit?: (() => unknown) | undefined
  /** Called with what the reader thinks of the answer now. */
  onFeedback?: ((feedback: Feedback) => unknown) | undefined
  /** What the reader thinks of it. Without it the buttons remember it for as long as they are there. */
  feedback?: Feedback | undefined
  /** A run is under way: regenerate and edit have to wait. */
  busy?: boolean | undefined
  /** How its markdown is read: for the text that is copied and read out. */
  markdown?: MarkdownOptions | undefined
  /** Where the details are put that lie over the page. @defaultValue the page's body */
  portalContainer?: PortalContainer
  /** The application's own, behind the others: `ActionButton`s. */
  children?: ReactNode
}

const OF_ANSWERS: readonly MessageAction[] = ['copy', 'copyMarkdown', 'regenerate', 'feedback', 'speak', 'details']
const OF_OTHERS: readonly MessageAction[] = ['copy', 'edit']

/** The row of buttons under a message: one stop of the Tab key, arrow keys within. */
export const MessageActions: Part<MessageActionsProps, HTMLDivElement> = forwardRef<HTMLDivElement, MessageActionsProps>(
  function MessageActions(props, ref) {
    const {
      message,
      actions = message.wire.role === 'assistant' ? OF_ANSWERS : OF_OTHERS,
      onRegenerate: _regenerate,
      onEdit: _edit,
      onFeedback: _onFeedback,
      feedback: _feedback,
      busy: _busy,
      markdown: _markdown,
      portalContainer: _portalContainer,
      labels,
      children,
      ...rest
    } = props
    const words = useLabels(labels)
    const { ref: row, ...roving } = useRoving(ref)
    return (
      <Root tag="div" rootClass="rivulet-actions" role="toolbar" aria-label={words.messageActions} {...roving} {...rest} rootRef={row}>
        {actions.map((action) => (
          <Action key={action} {...props} action={action} />
        ))}
        {children}
      </Root>
    )
  },
)

function Action({ action, message, labels, ...given }: MessageActionsProps & { action: MessageAction }): ReactNode {
  const words = useLabels(labels)
  const written = () => writtenOf(message.wire)
  const isAnswer = message.wire.role === 'assistant'
  const read = () => (isAnswer ? plainText(written(), given.markdown) : written())
  switch (action) {
    case 'copy':
      return written() === '' ? null : <CopyAction kind="copyText" textOf={read} words={words} />
    case 'copyMarkdown':
      return written() === '' ? null : <CopyAction kind="copyMarkdown" textOf={written} words={words} />
    case 'regenerate':
      return given.onRegenerate ? (
        <Busy label={words.regenerate} action={action} busy={given.busy} onPress={given.onRegenerate}>
          <RefreshCw className="rivulet-icon" />
        </Busy>
      ) : null
    case 'edit':
      return given.onEdit ? (
        <Busy label={words.editMessage} action={action} busy={given.busy} onPress={given.onEdit}>
          <Pencil className="rivulet-icon" />
        </Busy>
      ) : null
    case 'feedback':
      return given.onFeedback ? <FeedbackAction feedback={given.feedback} onFeedback={given.onFeedback} words={words} /> : null
    case 'speak':
      return written() === '' ? null : <SpeakAction textOf={read} words={words} />
    case 'details':
      return hasDetails(message) ? <DetailsAction message={message} portalContainer={given.portalContainer} words={words} /> : null
    default:
      return action satisfies never
  }
}

interface BusyProps {
  label: string
  action: MessageAction
  busy: boolean | undefined
  onPress: () => unknown
  children: ReactNode
}

/** Keeps its place and the focus while it has to wait. */
function Busy({ label, action, busy = false, onPress, children }: BusyProps): ReactNode {
  return (
    <ActionButton label={label} data-action={action} aria-disabled={busy || undefined} onClick={() => (busy ? undefined : void onPress())}>
      {children}
    </ActionButton>
  )
}
