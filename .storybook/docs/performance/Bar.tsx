import type { ReactNode } from 'react'
import type { Spread } from '../../../packages/bench/src/spread.js'
import type { Scale } from './scaleOf.js'

/** A figure as a bar from nothing to its median, with its range as whiskers and the budget as a line through all bars of a plot. The figures stand beside it as text. */
export function Bar({ scale, spread: { median, min, max }, most, isOurs }: BarProps): ReactNode {
  const [from, to] = [scale.at(min), scale.at(max)]
  const end = scale.at(median)
  const range = to - from > 0.4 ? `M${from} 10H${to}M${from} 7V13M${to} 7V13` : undefined
  return (
    <svg className="performance-bar" data-ours={isOurs} viewBox="0 0 100 20" preserveAspectRatio="none" aria-hidden="true">
      <rect className="performance-bar-median" x={Math.min(scale.zero, end)} y={5} width={Math.abs(end - scale.zero)} height={10} />
      <path className="performance-bar-budget" d={`M${scale.at(most)} 0V20`} />
      {range && <path className="performance-bar-halo" d={range} />}
      {range && <path className="performance-bar-range" d={range} />}
    </svg>
  )
}

export interface BarProps {
  readonly scale: Scale
  readonly spread: Spread
  readonly most: number
  readonly isOurs: boolean
}
