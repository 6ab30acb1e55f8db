'use client'
import Waves from 'lucide-react/icons/waves'
import { forwardRef, memo, useLayoutEffect, useRef, useState, type ComponentPropsWithoutRef, type ReactNode } from 'react'
import type { ChatMessage, Run } from '@rivulet/chat'
import { isWhole } from '../message/isWhole.js'
import { resolveLabels, type LabelOverrides, type Labels } from '../labels/labels.js'
import { Message, type AnswerMarkdown, type RenderText } from '../message/Message.js'
import { classNames, flag, type Part } from '../shared/part.js'
import { useStableCallback, useStableObject } from '../shared/stable.js'
import { createStickToEnd, type StickToEnd } from './stickToEnd.js'
import { Waiting } from '../message/Waiting.js'

export interface ThreadProps extends Omit<ComponentPropsWithoutRef<'div'>, 'children'> {
  messages: readonly ChatMessage[]
  /** What the chat is doing; without it the last message tells. */
  run?: Run | undefined
  /** What stands where there are no messages yet. */
  empty?: ReactNode
  /** Draws a message in place of `Message`. Keep the function the same between renders: another one draws every row again. */
  renderMessage?: ((message: ChatMessage) => ReactNode) | undefined
  /** Draws the text of answers, and nothing else: see `MessageProps`. Without effect where `renderMessage` is given. Keep it the same, too. */
  renderText?: RenderText | undefined
  /** How the markdown of answers is read and drawn: see `MessageProps`. An object with the same members is the same. */
  markdown?: AnswerMarkdown | undefined
  /** Offers to try again under the last answer, where it is not whole. Focus goes to the log, as the button goes away. */
  onRetry?: ((message: ChatMessage) => unknown) | undefined
  /** Offers to go on under the last answer, where it was stopped or cut. Focus goes to the log, too. */
  onContinue?: ((message: ChatMessage) => unknown) | undefined
  /** Words to put in place of the English ones. */
  labels?: LabelOverrides | undefined
}

/**
 * A conversation that scrolls in itself: give it a height, or a column that has one. It follows the end while its reader is there and lets
 * go when they scroll up. A row renders again only when its message is another object.
 *
 * For those who listen: a log, busy while an answer is written, whose growth is not read out; a status beside it says that the answer
 * began and how it ended.
 */
export const Thread: Part<ThreadProps, HTMLDivElement> = forwardRef<HTMLDivElement, ThreadProps>(function Thread(
  { messages, run, empty, renderMessage, renderText, markdown, onRetry, onContinue, labels, className, ...rest },
  ref,
) {
  const given = useStableObject(labels)
  const words = resolveLabels(given)
  const look = useStableObject(markdown)
  const last = messages.at(-1)
  const isAnswering = last?.wire.role === 'assistant' && last.state !== 'done'
  const busy = run ? run.phase !== 'idle' : isAnswering
  const attempt = run?.phase === 'retrying' ? run.attempt : undefined
  const { log, content } = useFollowing(messages)
  const retry = useStableCallback((message: ChatMessage) => {
    log.current?.focus({ preventScroll: true })
    return onRetry?.(message)
  })
  const goOn = useStableCallback((message: ChatMessage) => {
    log.current?.focus({ preventScroll: true })
    return onContinue?.(message)
  })

  return (
    <div
      {...rest}
      ref={ref}
      className={classNames('rivulet-thread', className)}
      data-phase={run?.phase}
      data-empty={flag(messages.length === 0)}
    >
      <div
        ref={log}
        className="rivulet-thread-log"
        role="log"
        aria-label={words.conversation}
        aria-live="off"
        aria-busy={busy}
        tabIndex={0}
      >
        <div ref={content} className="rivulet-thread-content">
          {messages.length === 0 && !busy ? (empty ?? <Empty words={words} />) : null}
          {messages.map((message) => {
            const offers = message === last && !busy && isUnfinished(message)
            return (
              <Row
                key={message.id}
                message={message}
                render={renderMessage}
                renderText={renderText}
                markdown={look}
                attempt={message === last ? attempt : undefined}
                labels={given}
                onRetry={offers && onRetry ? retry : undefined}
                onContinue={offers && onContinue ? goOn : undefined}
              />
            )
          })}
          {busy && !isAnswering ? <Waiting attempt={attempt} labels={given} /> : null}
        </div>
      </div>
      <Announcement busy={busy} attempt={attempt} last={last} words={words} />
    </div>
  )
})

interface RowProps {
  message: ChatMessage
  render: ThreadProps['renderMessage']
  renderText: ThreadProps['renderText']
  markdown: ThreadProps['markdown']
  attempt: number | undefined
  labels: LabelOverrides | undefined
  onRetry: ThreadProps['onRetry']
  onContinue: ThreadProps['onContinue']
}

const Row = memo(function Row({ message, render, ...rest }: RowProps) {
  return render ? render(message) : <Message message={message} {...rest} />
})

function Empty({ words }: { words: Labels }) {
  return (
    <div className="rivulet-empty">
      <span className="rivulet-empty-mark">
        <Waves className="rivulet-icon" />
      </span>
      <p className="rivulet-empty-title">{words.emptyTitle}</p>
      <p className="rivulet-empty-hint">{words.emptyHint}</p>
    </div>
  )
}

interface AnnouncementProps {
  busy: boolean
  attempt: number | undefined
  last: ChatMessage | undefined
  words: Labels
}

/** Stands outside the log, whose busy state would hold it back. An error is an alert of its own and not said twice. */
function Announcement({ busy, attempt, last, words }: AnnouncementProps) {
  const [heardOf, setHeardOf] = useState(false)
  if (busy && !heardOf) setHeardOf(true)
  const ending = last?.ending
  const progress = attempt === undefined ? words.answering : words.retrying(attempt)
  const outcome = ending && ending.kind !== 'failed' ? (isWhole(ending) ? words.answered : words.endedEarly) : ''
  return (
    <div className="rivulet-hidden" role="status">
      {busy ? progress : heardOf ? outcome : ''}
    </div>
  )
}

/** An answer that can be tried again: it was cut, or never came. */
function isUnfinished({ wire, state, ending }: ChatMessage): boolean {
  return wire.role === 'assistant' && state === 'done' && ending !== undefined && !isWhole(ending)
}

/** Follows the end, and goes there when the reader sends: their own message is where they want to be. */
function useFollowing(messages: readonly ChatMessage[]) {
  const log = useRef<HTMLDivElement>(null)
  const content = useRef<HTMLDivElement>(null)
  const stick = useRef<StickToEnd | null>(null)
  const sentId = messages.findLast((message) => message.wire.role === 'user')?.id

  useLayoutEffect(() => {
    if (!log.current || !content.current) return undefined
    const created = createStickToEnd(log.current, content.current)
    stick.current = created
    return () => created.destroy()
  }, [])

  useLayoutEffect(() => {
    if (sentId !== undefined) stick.current?.toEnd()
  }, [sentId])

  return { log, content }
}
