import { forwardRef, type ComponentPropsWithoutRef } from 'react'
import type { ChatMessage } from '@rivulet/chat'
import { formatDollars, formatNumber } from '../shared/format.js'
import { resolveLabels, type LabelOverrides } from '../labels/labels.js'
import { classNames, type Part } from '../shared/part.js'

export interface UsageMeterProps extends Omit<ComponentPropsWithoutRef<'dl'>, 'children'> {
  /** Tokens, as the gateway counted them: of one message or of a conversation. */
  usage?: ChatMessage['usage'] | undefined
  /** What it cost, in the unit the gateway charges in. */
  cost?: ChatMessage['cost'] | undefined
  /** Words to put in place of the English ones. */
  labels?: LabelOverrides | undefined
}

/** Tokens in and out, and the cost where a gateway says one. Draws nothing while nothing is known. */
export const UsageMeter: Part<UsageMeterProps, HTMLDListElement> = forwardRef<HTMLDListElement, UsageMeterProps>(function UsageMeter(
  { usage, cost, labels, className, ...rest },
  ref,
) {
  const words = resolveLabels(labels)
  const cached = usage?.prompt_tokens_details?.cached_tokens
  const reasoned = usage?.completion_tokens_details?.reasoning_tokens
  const facts: [kind: string, term: string, value: string][] = []
  const count = (kind: string, term: string, tokens: number | null | undefined) => {
    if (tokens && Number.isFinite(tokens)) facts.push([kind, term, formatNumber(tokens, words.locale)])
  }
  count('prompt', words.promptTokens, usage?.prompt_tokens)
  count('cached', words.cachedTokens, cached)
  count('completion', words.completionTokens, usage?.completion_tokens)
  count('reasoning', words.reasoningTokens, reasoned)
  count('total', words.totalTokens, usage?.total_tokens)
  if (cost && Number.isFinite(cost.amount))
    facts.push([
      'cost',
      words.cost,
      cost.unit === 'USD' ? formatDollars(cost.amount, words.locale) : words.credits(cost.amount, formatNumber(cost.amount, words.locale)),
    ])
  if (facts.length === 0) return null
  return (
    <dl {...rest} ref={ref} className={classNames('rivulet-usage', className)}>
      {facts.map(([kind, term, value]) => (
        <div key={kind} data-kind={kind}>
          <dt>{term}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
})
