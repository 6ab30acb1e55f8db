'use client'
import { forwardRef } from 'react'
import type { ChatMessage } from '@rivulet/chat'
import type { Labels } from '../labels/labels.js'
import { useLabels } from '../labels/PartsProvider.js'
import { formatDollars, formatNumber, formatShare } from '../shared/format.js'
import type { Part, PartProps } from '../shared/part.js'
import { Root } from '../shared/Root.js'

export interface UsageMeterProps extends PartProps<'dl'> {
  /** Tokens, as the gateway counted them: of one message or of a conversation. */
  usage?: ChatMessage['usage'] | undefined
  /** What it cost, in the unit the gateway charges in. */
  cost?: ChatMessage['cost'] | undefined
  /** How full the model's context is, in tokens: what the last answer's request and text took (`used`), and what the model holds (`limit`). Drawn as a bar. */
  context?: { used: number; limit: number } | undefined
}

/** Tokens in and out, the cost where a gateway says one, and how much of the context is taken. Draws nothing while nothing is known. */
export const UsageMeter: Part<UsageMeterProps, HTMLDListElement> = forwardRef<HTMLDListElement, UsageMeterProps>(function UsageMeter(
  { usage, cost, context, labels, ...rest },
  ref,
) {
  const words = useLabels(labels)
  const facts = [...countsOf(usage, words), ...costOf(cost, words)]
  const share = context && context.limit > 0 && context.used >= 0 ? Math.min(1, context.used / context.limit) : Number.NaN
  const hasShare = Number.isFinite(share)
  if (facts.length === 0 && !hasShare) return null
  return (
    <Root tag="dl" rootClass="rivulet-usage" {...rest} rootRef={ref}>
      {facts.map(([kind, term, value]) => (
        <div key={kind} data-kind={kind}>
          <dt>{term}</dt>
          <dd>{value}</dd>
        </div>
      ))}
      {hasShare ? (
        <div data-kind="context" data-level={share >= 0.95 ? 'full' : share >= 0.8 ? 'high' : undefined}>
          <dt>{words.context}</dt>
          <dd>
            <meter min={0} max={1} value={share} aria-label={words.context} />
            {words.contextShare(formatShare(share, words.locale))}
          </dd>
        </div>
      ) : null}
    </Root>
  )
})

type Fact = [kind: string, term: string, value: string]

function countsOf(usage: ChatMessage['usage'], words: Labels): Fact[] {
  const counts: [kind: string, term: string, tokens: number | null | undefined][] = [
    ['prompt', words.promptTokens, usage?.prompt_tokens],
    ['cached', words.cachedTokens, usage?.prompt_tokens_details?.cached_tokens],
    ['completion', words.completionTokens, usage?.completion_tokens],
    ['reasoning', words.reasoningTokens, usage?.completion_tokens_details?.reasoning_tokens],
    ['total', words.totalTokens, usage?.total_tokens],
  ]
  return counts.flatMap(([kind, term, tokens]): Fact[] =>
    tokens && Number.isFinite(tokens) ? [[kind, term, formatNumber(tokens, words.locale)]] : [],
  )
}

function costOf(cost: ChatMessage['cost'], words: Labels): Fact[] {
  if (!cost || !Number.isFinite(cost.amount)) return []
  const { amount, unit } = cost
  const shown = unit === 'USD' ? formatDollars(amount, words.locale) : words.credits(amount, formatNumber(amount, words.locale))
  return [['cost', words.cost, shown]]
}
