import type { Recording, RecordingFigures } from '@rivulet/replay'
import { useMemo, type ReactNode } from 'react'
import { inNumbers, inTime } from './words.js'

const WIDTH = 240
const HEIGHT = 36
const BARS = 80

/** The bytes of a recording over its time: a bar for each eightieth, a line where a further request begins, a mark at how it ended. */
export function Sparkline({ recording, figures }: { recording: Recording; figures: RecordingFigures }): ReactNode {
  const { durationMs, exchanges, ending } = figures
  const bars = useMemo(() => barsOf(recording, durationMs), [recording, durationMs])
  const xOf = (ms: number) => (durationMs === 0 ? 0 : (ms / durationMs) * WIDTH)
  return (
    <svg
      className="recordings-sparkline"
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      preserveAspectRatio="none"
      role="img"
      aria-label={inOneSentence(figures)}
    >
      <path className="recordings-sparkline-base" d={`M0 ${HEIGHT - 0.5}H${WIDTH}`} />
      {exchanges.slice(1).map(({ requestedAtMs }) => (
        <path key={requestedAtMs} className="recordings-sparkline-request" d={`M${xOf(requestedAtMs)} 0V${HEIGHT}`} />
      ))}
      <path className="recordings-sparkline-bars" d={bars} />
      <path className="recordings-sparkline-end" data-ending={ending} d={`M${WIDTH - 1} 0V${HEIGHT}`} />
    </svg>
  )
}

/** The square root of what came, so that a single read is seen beside a hundred. */
function barsOf({ events }: Recording, durationMs: number): string {
  const sizes = Array.from({ length: BARS }, () => 0)
  for (const [atMs, , kind, value] of events) {
    if (kind !== 'data' && kind !== 'bytes') continue
    const bar = durationMs === 0 ? 0 : Math.min(BARS - 1, Math.floor((atMs / durationMs) * BARS))
    sizes[bar] = (sizes[bar] ?? 0) + value.length
  }
  const largest = Math.max(...sizes)
  const step = WIDTH / BARS
  return sizes
    .map((size, index) => ({ height: Math.sqrt(size / largest) * (HEIGHT - 2), x: index * step + step / 2 }))
    .filter(({ height }) => height > 0)
    .map(({ height, x }) => `M${x} ${HEIGHT}V${(HEIGHT - Math.max(2, height)).toFixed(1)}`)
    .join('')
}

function inOneSentence({ reads, durationMs, firstTokenMs, longestSilenceMs, exchanges }: RecordingFigures): string {
  const first = firstTokenMs === undefined ? 'no token' : `the first token after ${inTime(firstTokenMs)}`
  const asked = exchanges.length > 1 ? ` over ${exchanges.length} exchanges` : ''
  return `${inNumbers(reads)} ${reads === 1 ? 'read' : 'reads'} in ${inTime(durationMs)}${asked}: ${first}, the longest silence ${inTime(longestSilenceMs)}`
}
