'use client'
import { memo, useMemo, type MemoExoticComponent, type ReactNode } from 'react'
import type { ChatMessage, ToolRun } from '@rivulet/chat'
import { Markdown } from '@rivulet/markdown/react'
import { Attachments } from '../attachments/index.js'
import { splitContent } from '../attachments/splitContent.js'
import type { LabelOverrides, Labels } from '../labels/labels.js'
import { Reasoning } from './Reasoning.js'
import { Refusal } from './Refusal.js'
import { Sources } from './Sources.js'
import { sourcesOf } from './sourcesOf.js'
import { ToolCall, type ToolCallProps, type ToolCallState } from './ToolCall.js'
import { runOf, stateOfCall } from './toolCallState.js'
import type { AnswerMarkdown, AnswerTextProps, MessageParts, RenderTools } from './MessageParts.js'
import type { MessageActs } from './useMessageActs.js'
import { Waiting } from './Waiting.js'
import { answerOf, inputOf, picturesOf, writtenTextOf, type WireToolCall } from './wire.js'

/** What decides how every part of a message is drawn. Each member stays the same between renders. */
export interface MessageLook {
  readonly parts: MessageParts | undefined
  readonly renderTools: RenderTools | undefined
  readonly markdown: AnswerMarkdown | undefined
  readonly labels: LabelOverrides | undefined
}

interface AnswerProps {
  message: ChatMessage
  look: MessageLook
  acts: MessageActs
  attempt: number | undefined
  words: Labels
}

/** What a model said, in the order in which models say it: thoughts, text, pictures, calls, sources. A delta draws only the part that it belongs to. */
export function Answer({ message, look, acts, attempt, words }: AnswerProps): ReactNode {
  const { wire, state, ending } = message
  const { reasoning, refusal, toolCalls } = answerOf(wire)
  const text = writtenTextOf(wire)
  const growing = state === 'streaming'
  const isEmpty = text === '' && refusal === '' && toolCalls.length === 0
  const waiting = { attempt, labels: look.labels }
  return (
    <>
      {reasoning === '' ? null : <Thoughts text={reasoning} streaming={growing && isEmpty} look={look} />}
      {text === '' ? null : <AnswerText text={text} streaming={growing && toolCalls.length === 0} look={look} />}
      <AnswerFiles wire={wire} look={look} />
      {refusal === '' ? null : <Declined text={refusal} streaming={growing} look={look} />}
      {toolCalls.map((call, index) => (
        <Call
          key={call.id || index}
          call={call}
          state={stateOfCall(message, call, index === toolCalls.length - 1)}
          run={runOf(message.toolRuns, call)}
          look={look}
          acts={acts}
        />
      ))}
      {growing ? null : <Cited message={message} look={look} />}
      {isEmpty && reasoning === '' && state !== 'done' ? drawn(look.parts?.waiting, waiting, (props) => <Waiting {...props} />) : null}
      {isEmpty && ending?.kind === 'complete' ? <p className="rivulet-ending">{words.emptyAnswer}</p> : null}
    </>
  )
}

/** The application's drawing of a part where it gives one, else the part. */
export function drawn<Props>(
  own: ((props: Props) => ReactNode) | null | undefined,
  props: Props,
  part: (props: Props) => ReactNode,
): ReactNode {
  return own === null ? null : (own ?? part)(props)
}

interface GrowingProps {
  text: string
  streaming: boolean
  look: MessageLook
}

const Thoughts = memo(function Thoughts({ text, streaming, look: { parts, markdown, labels } }: GrowingProps): ReactNode {
  return drawn(parts?.reasoning, { text, streaming, markdown, labels }, (props) => <Reasoning {...props} />)
})

const AnswerText = memo(function AnswerText({ text, streaming, look: { parts, markdown } }: GrowingProps): ReactNode {
  return drawn<AnswerTextProps>(parts?.text, { text, streaming, markdown }, () => (
    <Markdown {...markdown} text={text} streaming={streaming} />
  ))
})

const Declined = memo(function Declined({ text, streaming, look: { parts, labels } }: GrowingProps): ReactNode {
  return drawn(parts?.refusal, { text, streaming, labels }, (props) => <Refusal {...props} />)
})

/** Pictures and files of an answer. Text alone, as nearly all are, draws nothing. */
function AnswerFiles({ wire, look }: { wire: ChatMessage['wire']; look: MessageLook }): ReactNode {
  const pictures = picturesOf(wire)
  if (!Array.isArray(wire.content) && pictures.length === 0) return null
  return <Files content={wire.content} pictures={pictures.length > 0 ? pictures : NONE} look={look} />
}

const NONE: ReturnType<typeof picturesOf> = []

interface FilesProps {
  content: ChatMessage['wire']['content']
  pictures: ReturnType<typeof picturesOf>
  look: MessageLook
}

/** What is attached to a message. */
export const Files: MemoExoticComponent<(props: FilesProps) => ReactNode> = memo(function Files({
  content,
  pictures,
  look: { parts, labels },
}: FilesProps): ReactNode {
  const all = useMemo(() => [...splitContent(content).attachments, ...pictures], [content, pictures])
  return all.length === 0 ? null : drawn(parts?.attachments, { parts: all, labels }, (props) => <Attachments {...props} />)
})

interface CallProps {
  call: WireToolCall
  state: ToolCallState
  run: ToolRun | undefined
  look: MessageLook
  acts: MessageActs
}

const Call = memo(function Call({ call, state, run, look: { parts, renderTools, labels }, acts }: CallProps): ReactNode {
  const { approve, reject, giveResult } = acts
  const props: ToolCallProps = {
    call,
    state,
    labels,
    result: run?.result,
    progress: run?.progress,
    durationMs: run?.durationMs,
    onApprove: approve && (() => approve(call.id)),
    onReject: reject && ((reason) => reject(call.id, reason)),
  }
  const { name, input } = inputOf(call)
  const own = renderTools && Object.hasOwn(renderTools, name) ? renderTools[name] : undefined
  const parsed = useMemo(() => (own && state !== 'streaming' ? parsedOf(input) : undefined), [own, state, input])
  if (!own) return drawn(parts?.toolCall, props, (given) => <ToolCall {...given} />)
  const gives = giveResult && ((...result: [unknown, { isError?: boolean | undefined }?]) => giveResult(call.id, ...result))
  return own({ ...props, input: run?.input ?? parsed, giveResult: state === 'awaiting-result' ? gives : undefined })
})

/** What JSON says; undefined where it is none. */
function parsedOf(input: string): unknown {
  try {
    return JSON.parse(input) as unknown
  } catch {
    return undefined
  }
}

function Cited({ message, look: { parts, labels } }: { message: ChatMessage; look: MessageLook }): ReactNode {
  const sources = sourcesOf(message)
  return sources.length === 0 ? null : drawn(parts?.sources, { sources, labels }, (props) => <Sources {...props} />)
}
