import type { ReactNode } from 'react'
import { formatAmount, formatCount, formatDuration, formatRate } from '../format.js'
import type { AnswerFigures } from './measureAnswer.js'

const NONE = '–'

/** What the last answer took: time, speed, tokens, credits. */
export function Figures({ figures }: { figures: AnswerFigures }): ReactNode {
  const { firstTokenMs, wholeReplyMs, tokensPerSecond, usage, cost } = figures
  return (
    <dl className="figures" aria-label="Figures of the last answer">
      {wholeReplyMs === undefined ? (
        <Figure name="First token" value={firstTokenMs === undefined ? NONE : formatDuration(firstTokenMs)} />
      ) : (
        <Figure name="Whole reply" value={formatDuration(wholeReplyMs)} />
      )}
      <Figure
        name="Speed"
        value={tokensPerSecond === undefined ? NONE : formatRate(tokensPerSecond)}
        unit={tokensPerSecond === undefined ? '' : 'tokens/s'}
      />
      <Figure
        name="Usage"
        value={usage ? `${formatCount(usage.prompt_tokens)} → ${formatCount(usage.completion_tokens)}` : NONE}
        unit={usage ? 'tokens' : ''}
        title={usage && `${formatCount(usage.prompt_tokens)} tokens read, ${formatCount(usage.completion_tokens)} written`}
      />
      <Figure
        name={cost?.unit === 'USD' ? 'Cost' : 'Credits'}
        value={cost ? formatAmount(cost.amount) : NONE}
        unit={cost?.unit === 'USD' ? 'USD' : ''}
      />
    </dl>
  )
}

function Figure({ name, value, unit = '', title }: { name: string; value: string; unit?: string; title?: string | undefined }): ReactNode {
  return (
    <div className="figure" title={title}>
      <dt>{name}</dt>
      <dd dir="ltr">
        {value} {unit && <span className="figure-unit">{unit}</span>}
      </dd>
    </div>
  )
}
