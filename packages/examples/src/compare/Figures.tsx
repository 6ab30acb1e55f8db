import type { Timings } from '@rivulet/react'

interface FiguresProps {
  timings: Timings | undefined
  /** How many the answer has, as the gateway counted them. */
  tokens: number | undefined
}

const seconds = new Intl.NumberFormat('en', { style: 'unit', unit: 'second', maximumFractionDigits: 1 })
const whole = new Intl.NumberFormat('en', { maximumFractionDigits: 0 })

/** How quick an answer was: until its first token, at what pace from then on, and in all. */
export function Figures({ timings: { firstTokenMs, endMs } = { startedAtMs: 0 }, tokens }: FiguresProps) {
  if (firstTokenMs === undefined) return null
  const pace = tokens !== undefined && endMs !== undefined && endMs > firstTokenMs ? tokens / ((endMs - firstTokenMs) / 1000) : undefined

  return (
    <dl className="figures">
      <dt>First token</dt>
      <dd>{seconds.format(firstTokenMs / 1000)}</dd>
      {pace === undefined ? null : (
        <>
          <dt>Pace</dt>
          <dd>{whole.format(pace)} tokens/s</dd>
        </>
      )}
      {endMs === undefined ? null : (
        <>
          <dt>In all</dt>
          <dd>{seconds.format(endMs / 1000)}</dd>
        </>
      )}
    </dl>
  )
}
