'use client'
import { forwardRef } from 'react'
import type { ChatMessage } from '@rivulet/chat'
import { withoutInvisible } from '@rivulet/markdown/react'
import type { Labels } from '../labels/labels.js'
import { useLabels } from '../labels/PartsProvider.js'
import { asText } from '../shared/asText.js'
import { formatDuration, formatNumber } from '../shared/format.js'
import type { Part, PartProps } from '../shared/part.js'
import { Root } from '../shared/Root.js'
import { UsageMeter } from '../usage/UsageMeter.js'

/** What the details read of a message. */
export type DetailedMessage = Pick<ChatMessage, 'model' | 'timings' | 'usage' | 'cost' | 'attempts'>

export interface MessageDetailsProps extends PartProps<'div'> {
  /** The answer that it is about. */
  message: DetailedMessage
}

/** How an answer came about: the model, when its first token came, how long and how fast it was, how often it was tried, tokens and cost. Only what is known. */
export const MessageDetails: Part<MessageDetailsProps, HTMLDivElement> = forwardRef<HTMLDivElement, MessageDetailsProps>(
  function MessageDetails({ message, labels, ...rest }, ref) {
    const words = useLabels(labels)
    const facts = factsOf(message, words)
    return (
      <Root tag="div" rootClass="rivulet-details" {...rest} rootRef={ref}>
        {facts.length > 0 ? (
          <dl>
            {facts.map(([kind, term, value]) => (
              <div key={kind} data-kind={kind}>
                <dt>{term}</dt>
                <dd dir="auto">{value}</dd>
              </div>
            ))}
          </dl>
        ) : null}
        <UsageMeter usage={message.usage} cost={message.cost} labels={words} />
      </Root>
    )
  },
)

/** Whether there is anything to tell. */
export function hasDetails({ model, timings, usage, cost }: DetailedMessage): boolean {
  return model !== undefined || timings?.endMs !== undefined || usage !== undefined || cost !== undefined
}

type Fact = readonly [kind: string, term: string, value: string]

function factsOf({ model, timings, usage, attempts }: DetailedMessage, words: Labels): readonly Fact[] {
  const { firstTokenMs, endMs } = timings ?? {}
  const speed = tokensPerSecond(usage?.completion_tokens, firstTokenMs, endMs)
  const known: readonly (Fact | false)[] = [
    model !== undefined && ['model', words.modelName, withoutInvisible(asText(model))],
    isNumber(firstTokenMs) && ['first-token', words.firstToken, formatDuration(firstTokenMs, words.locale)],
    isNumber(endMs) && ['total', words.totalTime, formatDuration(endMs, words.locale)],
    speed !== undefined && ['speed', words.answerSpeed, words.tokensPerSecond(formatNumber(rounded(speed), words.locale))],
    attempts > 1 && ['attempts', words.triesTaken, formatNumber(attempts, words.locale)],
  ]
  return known.filter((fact) => fact !== false)
}

/** While it was written: the wait for the first token is another matter. */
function tokensPerSecond(tokens: unknown, firstTokenMs: number | undefined, endMs: number | undefined): number | undefined {
  if (!isNumber(tokens) || !isNumber(endMs) || !isNumber(firstTokenMs)) return undefined
  const speed = (1000 * tokens) / (endMs - firstTokenMs)
  return Number.isFinite(speed) && speed > 0 ? speed : undefined
}

function rounded(speed: number): number {
  return speed < 10 ? Math.round(speed * 10) / 10 : Math.round(speed)
}

function isNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value)
}
