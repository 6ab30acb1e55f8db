import Ban from 'lucide-react/icons/ban'
import { forwardRef, memo, type ComponentPropsWithoutRef, type ReactNode } from 'react'
import type { ChatMessage } from '@rivulet/chat'
import type { MarkdownOptions } from '@rivulet/markdown'
import { Markdown, type DrawingOptions } from '@rivulet/markdown/react'
import { asIndentedText } from '../shared/asText.js'
import { EndingNotice } from './EndingNotice.js'
import { resolveLabels, type LabelOverrides, type Labels } from '../labels/labels.js'
import { MessageText } from './MessageText.js'
import { classNames, type Part } from '../shared/part.js'
import { Reasoning } from './Reasoning.js'
import { ToolCall } from './ToolCall.js'
import { runOf, stateOfCall } from './toolCallState.js'
import { Waiting } from './Waiting.js'
import { Warnings } from './Warnings.js'
import { answerOf, attachmentCount, textOf } from './wire.js'

/** What is read beside CommonMark, what is drawn in place of elements, which addresses are let through. As the props of `Markdown`. */
export type AnswerMarkdown = MarkdownOptions & DrawingOptions

/**
 * Draws the text of an answer. `streaming`: more of it is coming, so its end may be half a word, half a link, half a table.
 */
export type RenderText = (text: string, state: { streaming: boolean }) => ReactNode

export interface MessageProps extends Omit<ComponentPropsWithoutRef<'article'>, 'children'> {
  message: ChatMessage
  /** Offers to try again under an answer that is not whole. */
  onRetry?: ((message: ChatMessage) => unknown) | undefined
  /** Offers to go on under an answer that was stopped or cut, where there is text to go on from. */
  onContinue?: ((message: ChatMessage) => unknown) | undefined
  /**
   * Draws an answer's text in place of `Markdown`. Reasoning, refusal, tool calls and the ending stay as they are, and so does the text of
   * everyone but the model, which is shown as it was written. Keep the function the same between renders: another one draws the message again.
   */
  renderText?: RenderText | undefined
  /** How the markdown of answers and of reasoning is read and drawn. Keep the object the same between renders, too. */
  markdown?: AnswerMarkdown | undefined
  /** The number of the try that follows one that failed, from 2: said while there is nothing else to show. */
  attempt?: number | undefined
  /** Words to put in place of the English ones. */
  labels?: LabelOverrides | undefined
}

/**
 * One message with all that it holds: text, reasoning, refusal, tool calls, its ending and its warnings.
 * Memoised: it renders again only when the message, or another prop, is another object.
 */
export const Message: Part<MessageProps, HTMLElement> = memo(
  forwardRef<HTMLElement, MessageProps>(function Message(
    { message, onRetry, onContinue, renderText, markdown, attempt, labels, className, ...rest },
    ref,
  ) {
    const { wire, state, ending } = message
    const words = resolveLabels(labels)
    const isAnswer = wire.role === 'assistant'
    return (
      <article
        aria-label={nameOf(wire.role, words)}
        {...rest}
        ref={ref}
        className={classNames('rivulet-message', className)}
        data-role={wire.role}
        data-state={state}
        data-ending={ending?.kind}
        data-message-id={message.id}
      >
        {isAnswer ? (
          <Answer message={message} renderText={renderText} markdown={markdown} attempt={attempt} words={words} />
        ) : (
          <Words message={message} words={words} />
        )}
        {isAnswer && ending ? (
          <EndingNotice
            ending={ending}
            labels={words}
            onRetry={onRetry && (() => onRetry(message))}
            onContinue={onContinue && hasOnlyText(wire) ? () => onContinue(message) : undefined}
          />
        ) : null}
        <Warnings warnings={message.warnings} labels={words} />
      </article>
    )
  }),
)

/** What a person, the application or a tool said. */
function Words({ message: { wire }, words }: { message: ChatMessage; words: Labels }) {
  const attachments = attachmentCount(wire)
  const text = textOf(wire)
  if (wire.role === 'tool' || wire.role === 'function') {
    return (
      <pre className="rivulet-code" dir="auto" tabIndex={0} role="group" aria-label={words.toolResult}>
        {asIndentedText(text)}
      </pre>
    )
  }
  return (
    <>
      <MessageText text={text} />
      {attachments > 0 ? <span className="rivulet-attachments">{words.attachments(attachments)}</span> : null}
    </>
  )
}

interface AnswerProps extends Pick<MessageProps, 'message' | 'renderText' | 'markdown' | 'attempt'> {
  words: Labels
}

/** What a model said, in the order in which models say it: thoughts, text, calls. */
function Answer({ message, renderText, markdown, attempt, words }: AnswerProps) {
  const { wire, state, ending } = message
  const { reasoning, refusal, toolCalls } = answerOf(wire)
  const text = textOf(wire)
  const growing = state === 'streaming'
  const isEmpty = text === '' && refusal === '' && toolCalls.length === 0
  return (
    <>
      {reasoning === '' ? null : <Reasoning text={reasoning} streaming={growing && isEmpty} markdown={markdown} labels={words} />}
      {text === '' ? null : (
        <AnswerText text={text} streaming={growing && toolCalls.length === 0} markdown={markdown} renderText={renderText} />
      )}
      {refusal === '' ? null : (
        <div className="rivulet-refusal">
          <Ban className="rivulet-icon" aria-label={words.refused} role="img" />
          <MessageText text={refusal} streaming={growing} />
        </div>
      )}
      {toolCalls.map((call, index) => (
        <ToolCall
          key={call.id || index}
          call={call}
          state={stateOfCall(message, call, index === toolCalls.length - 1)}
          result={runOf(message.toolRuns, call)?.result}
          labels={words}
        />
      ))}
      {isEmpty && reasoning === '' && state !== 'done' ? <Waiting attempt={attempt} labels={words} /> : null}
      {isEmpty && ending?.kind === 'complete' ? <p className="rivulet-ending">{words.emptyAnswer}</p> : null}
    </>
  )
}

interface AnswerTextProps extends Pick<MessageProps, 'renderText' | 'markdown'> {
  text: string
  streaming: boolean
}

function AnswerText({ text, streaming, renderText, markdown }: AnswerTextProps) {
  if (!renderText) return <Markdown {...markdown} text={text} streaming={streaming} />
  return (
    <div className="rivulet-rendered" dir="auto">
      {renderText(text, { streaming })}
    </div>
  )
}

/** A call that was cut cannot be gone on with. */
function hasOnlyText(wire: ChatMessage['wire']): boolean {
  return textOf(wire) !== '' && answerOf(wire).toolCalls.length === 0
}

function nameOf(role: ChatMessage['wire']['role'], words: Labels): string {
  if (role === 'user') return words.user
  if (role === 'assistant') return words.assistant
  return role === 'tool' || role === 'function' ? words.tool : words.system
}
