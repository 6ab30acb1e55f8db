import uPlot from 'uplot'
import type { InspectorFormats } from './inspectorFormats.js'
import type { PlotLook } from './plotLook.js'

/** What a plot is of, and how it is drawn. */
export interface PlotKind {
  /** `counts` is a rising line for each run, `gaps` a bar for each token. */
  readonly of: 'counts' | 'gaps'
  /** Plots with the same key share their pointer. */
  readonly group: string
  readonly width: number
  readonly height: number
  readonly look: PlotLook
  readonly formats: InspectorFormats
  /** When the first token of each run came, in milliseconds. */
  readonly firstTokensMs: () => readonly (number | undefined)[]
  /** How long the longest run took, in milliseconds: the plots of both have the same axis. */
  readonly totalMs: () => number
  readonly onPointer: (timeMs: number | undefined) => void
}

/** Where the axis of values stands, which is on the left by itself; uPlot's enum of sides is in its declarations only. */
const RIGHT = { side: 1 }
const DASHES = [[], [6, 3]]
/** Room for the values of either plot, in CSS pixels: the same for both, so that one moment is at one place. */
const VALUES_PX = 50
/** A bar of no height would not be seen. */
const MIN_BAR_PX = 2

/** The options of one plot, drawn from right to left where text is. */
export function plotOptions(kind: PlotKind): uPlot.Options {
  const { of, group, width, height, look, formats, totalMs } = kind
  const { ink, line, font, isRightToLeft } = look
  const axis = { stroke: ink, font, ticks: { show: false }, grid: { stroke: line, width: 1 } }
  const inWords = of === 'counts' ? formats.count : formats.durationTick
  const valueAxis: uPlot.Axis = {
    ...axis,
    gap: 6,
    space: 30,
    size: VALUES_PX,
    ...(of === 'counts' && { incrs: WHOLE_STEPS }),
    values: (_plot, values) => values.map(inWords),
  }
  if (isRightToLeft) Object.assign(valueAxis, RIGHT)
  return {
    width,
    height,
    legend: { show: false },
    padding: [8, isRightToLeft ? 0 : 12, 0, isRightToLeft ? 12 : 0],
    cursor: { sync: { key: group }, y: false, drag: { x: false, y: false }, points: { size: 7 } },
    scales: {
      x: { time: false, dir: isRightToLeft ? -1 : 1, range: () => [0, Math.max(1, totalMs())] },
      y: { range: (_plot, _min, max) => [0, Math.max(1, (max ?? 0) * 1.08)] },
    },
    axes: [{ ...axis, size: 26, gap: 6, space: 64, grid: { show: false }, values: (_plot, values) => values.map(formats.tick) }, valueAxis],
    series: [{}, ...look.series.map((colours, index) => seriesOf(of, colours, index))],
    hooks: {
      draw: of === 'counts' ? [(plot) => drawFirstTokens(plot, kind)] : [],
      setCursor: [
        (plot) => {
          const { left = -1 } = plot.cursor
          kind.onPointer(left < 0 ? undefined : plot.posToVal(left, 'x'))
        },
      ],
    },
  }
}

const STEPPED = uPlot.paths.stepped && { paths: uPlot.paths.stepped({ align: 1 }) }
const WHOLE_STEPS = [1, 2, 5].flatMap((step) => [0, 1, 2, 3, 4, 5, 6].map((power) => step * 10 ** power)).toSorted((a, b) => a - b)

function seriesOf(of: PlotKind['of'], { stroke, fill }: PlotLook['series'][number], index: number): uPlot.Series {
  const common: uPlot.Series = { stroke, width: 1.75, dash: DASHES[index] ?? [], spanGaps: true, points: { show: false } }
  if (of === 'gaps') return { ...common, width: 1.5, dash: [], paths: bars }
  return { ...common, ...(index === 0 && { fill }), ...STEPPED }
}

/** A bar from nothing to each value, as thin as a line: tokens may come thousands to a plot, and at any distance. */
const bars: uPlot.Series.PathBuilder = (plot, seriesIndex, first, last) => {
  const stroke = new Path2D()
  uPlot.orient(plot, seriesIndex, (_series, xs, ys, xScale, yScale, toX, toY, left, top, width, height, moveTo, lineTo) => {
    const base = toY(0, yScale, height, top)
    for (let index = first; index <= last; index++) {
      const [time, gap] = [xs[index], ys[index]]
      if (time === undefined || gap === undefined || gap === null) continue
      const x = toX(time, xScale, width, left)
      moveTo(stroke, x, base)
      lineTo(stroke, x, Math.min(toY(gap, yScale, height, top), base - MIN_BAR_PX * uPlot.pxRatio))
    }
  })
  return { stroke, fill: null, clip: null, band: null, gaps: null, flags: 0 } as unknown as uPlot.Series.Paths
}

/** A line from top to bottom where the first token of each run came. */
function drawFirstTokens(plot: uPlot, { look, firstTokensMs }: PlotKind): void {
  const { ctx, bbox } = plot
  ctx.save()
  ctx.lineWidth = uPlot.pxRatio
  ctx.setLineDash([2 * uPlot.pxRatio, 3 * uPlot.pxRatio])
  for (const [index, timeMs] of firstTokensMs().entries()) {
    if (timeMs === undefined) continue
    const x = plot.valToPos(timeMs, 'x', true)
    ctx.strokeStyle = look.series[index]?.stroke ?? look.ink
    ctx.beginPath()
    ctx.moveTo(x, bbox.top)
    ctx.lineTo(x, bbox.top + bbox.height)
    ctx.stroke()
  }
  ctx.restore()
}
