'use client'
import { forwardRef, memo, useState, type FocusEvent, type PointerEvent, type ReactNode } from 'react'
import type { ChatMessage } from '@rivulet/chat'
import { splitContent } from '../attachments/splitContent.js'
import type { Labels } from '../labels/labels.js'
import { useLabels } from '../labels/PartsProvider.js'
import type { PortalContainer } from '../layers/portalContainer.js'
import { asIndentedText } from '../shared/asText.js'
import type { Part, PartProps } from '../shared/part.js'
import { Root } from '../shared/Root.js'
import { useStableObject } from '../shared/stable.js'
import { Visible } from '../shared/Visible.js'
import { Answer, drawn, Files, type MessageLook } from './Answer.js'
import { EndingNotice } from './EndingNotice.js'
import { canGoOn } from './isWhole.js'
import type { MessageAction } from './MessageActions.js'
import { MessageEditor } from './MessageEditor.js'
import { MessageFoot } from './MessageFoot.js'
import type { Feedback, MessageBranches, MessageHandlers } from './MessageHandlers.js'
import type { AnswerMarkdown, MessageParts, RenderTools } from './MessageParts.js'
import { MessageText } from './MessageText.js'
import { useMessageActs } from './useMessageActs.js'
import { Warnings } from './Warnings.js'
import { picturesOf, textOf, writtenTextOf } from './wire.js'

export type { AnswerMarkdown } from './MessageParts.js'

export interface MessageProps extends PartProps<'article'>, MessageHandlers {
  /** The one that is drawn. The row renders again only when it is another object. */
  message: ChatMessage
  /** The newest one: its actions are always shown. Those of the others appear under the pointer and with the focus, and are always there for touch. */
  last?: boolean | undefined
  /** Which buttons stand under it: see `MessageActionsProps`. An empty list is none. */
  actions?: readonly MessageAction[] | undefined
  /** Its versions, as `useBranches` gives them; picked by `onSelectBranch`. */
  branches?: MessageBranches | undefined
  /** What the reader thinks of it. Without it the buttons remember it for as long as they are there. */
  feedback?: Feedback | undefined
  /** A run is under way: what has to wait for its end is offered, and does nothing. */
  busy?: boolean | undefined
  /** Its text is a field. Without it the message's own button decides. */
  editing?: boolean | undefined
  /** Called when the editor opens and closes. */
  onEditingChange?: ((editing: boolean) => unknown) | undefined
  /** What is drawn in place of its parts. An object with the same members is the same. */
  parts?: MessageParts | undefined
  /** Draws the calls of tools by the tool's name. An object with the same members is the same. */
  renderTools?: RenderTools | undefined
  /** How the markdown of answers and of reasoning is read and drawn. An object with the same members is the same. */
  markdown?: AnswerMarkdown | undefined
  /** The number of the try that follows one that failed, from 2: said while there is nothing else to show. */
  attempt?: number | undefined
  /** Where its details are put that lie over the page. @defaultValue the page's body */
  portalContainer?: PortalContainer
}

/**
 * One message with all that it holds: reasoning, text, files, refusal, tool calls, sources, its ending, its warnings and what can be done with it.
 * Memoised: it renders again only when the message, or another prop, is another object; and then only those parts whose own content changed.
 */
export const Message: Part<MessageProps, HTMLElement> = memo(
  forwardRef<HTMLElement, MessageProps>(function Message(props, ref) {
    const { message, last = false, actions, branches, feedback, busy, attempt, portalContainer, onEditingChange, ...others } = props
    const { look, handlers, editing: isEdited, root } = partedOf(others)
    const stable = useStableObject(look) ?? look
    const acts = useMessageActs(message, handlers)
    const [ownEditing, setOwnEditing] = useState(false)
    const [near, setNear] = useState(false)
    const [wasEdited, setWasEdited] = useState(false)
    const { wire, state, ending } = message
    const words = useLabels(stable.labels)
    const isAnswer = wire.role === 'assistant'
    const editing = (isEdited ?? ownEditing) && acts.edit !== undefined
    if (editing && !wasEdited) setWasEdited(true)
    const setEditing = (next: boolean) => {
      setOwnEditing(next)
      void onEditingChange?.(next)
    }
    return (
      <Root
        tag="article"
        rootClass="rivulet-message"
        state={{ role: wire.role, state, ending: ending?.kind, 'message-id': message.id, last, editing }}
        aria-label={nameOf(wire.role, words)}
        {...root}
        onPointerEnter={(event: PointerEvent<HTMLElement>) => {
          root.onPointerEnter?.(event)
          setNear(true)
        }}
        onFocus={(event: FocusEvent<HTMLElement>) => {
          root.onFocus?.(event)
          setNear(true)
        }}
        rootRef={ref}
      >
        {editing && acts.edit ? (
          <MessageEditor text={writtenTextOf(wire)} onSave={acts.edit} onClose={() => setEditing(false)} labels={stable.labels} />
        ) : isAnswer ? (
          <Answer message={message} look={stable} acts={acts} attempt={attempt} words={words} />
        ) : (
          <Words message={message} look={stable} words={words} />
        )}
        {isAnswer && ending
          ? drawn(
              stable.parts?.ending,
              {
                ending,
                labels: stable.labels,
                onRetry: acts.retry,
                onContinue: canGoOn(message) ? acts.goOn : undefined,
                onEditQuestion: acts.editQuestion,
              },
              (given) => <EndingNotice {...given} />,
            )
          : null}
        {drawn(stable.parts?.warnings, { warnings: message.warnings, labels: stable.labels }, (given) => (
          <Warnings {...given} />
        ))}
        {state === 'done' && !editing && (last || !isStep(message)) ? (
          <MessageFoot
            message={message}
            shown={last}
            near={near}
            wasEdited={wasEdited}
            onNear={setNear}
            look={stable}
            acts={acts}
            actions={actions}
            branches={branches}
            feedback={feedback}
            busy={busy}
            portalContainer={portalContainer}
            onEdit={acts.edit && (() => setEditing(true))}
          />
        ) : null}
      </Root>
    )
  }),
)

type Others = Omit<
  MessageProps,
  'message' | 'last' | 'actions' | 'branches' | 'feedback' | 'busy' | 'attempt' | 'portalContainer' | 'onEditingChange'
>

/** The props of the root, apart from what decides how the parts are drawn and from what they may do. */
function partedOf({
  parts,
  renderTools,
  markdown,
  labels,
  editing,
  onRetry,
  onContinue,
  onEditQuestion,
  onRegenerate,
  onEdit,
  onSelectBranch,
  onFeedback,
  onApprove,
  onReject,
  onToolResult,
  ...root
}: Others) {
  const look: MessageLook = { parts, renderTools, markdown, labels }
  const handlers: MessageHandlers = {
    onRetry,
    onContinue,
    onEditQuestion,
    onRegenerate,
    onEdit,
    onSelectBranch,
    onFeedback,
    onApprove,
    onReject,
    onToolResult,
  }
  return { look, handlers, editing, root }
}

/** An answer that is its tool calls and nothing else: the turn goes on in the next one, under which its actions stand. */
function isStep({ wire, toolRuns }: ChatMessage): boolean {
  return wire.role === 'assistant' && textOf(wire) === '' && Object.keys(toolRuns).length > 0
}

/** What a person, the application or a tool said. */
function Words({ message: { wire }, look, words }: { message: ChatMessage; look: MessageLook; words: Labels }): ReactNode {
  if (wire.role === 'tool' || wire.role === 'function') {
    return (
      <pre className="rivulet-code" dir="auto" tabIndex={0} role="group" aria-label={words.toolResult}>
        <Visible text={asIndentedText(textOf(wire))} />
      </pre>
    )
  }
  const { text } = splitContent(wire.content)
  return (
    <>
      {Array.isArray(wire.content) ? <Files content={wire.content} pictures={picturesOf(wire)} look={look} /> : null}
      {text === '' ? null : drawn(look.parts?.question, { text }, (props) => <MessageText {...props} />)}
    </>
  )
}

function nameOf(role: ChatMessage['wire']['role'], words: Labels): string {
  if (role === 'user') return words.user
  if (role === 'assistant') return words.assistant
  return role === 'tool' || role === 'function' ? words.tool : words.system
}
