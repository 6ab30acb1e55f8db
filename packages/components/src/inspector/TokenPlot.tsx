'use client'
import { useEffect, useId, useLayoutEffect, useMemo, useRef, useState, type ReactNode, type RefObject } from 'react'
import uPlot from 'uplot'
import type { Labels } from '../labels/labels.js'
import { inspectorFormats } from './inspectorFormats.js'
import type { RunFigures } from './measureRun.js'
import { plotData, type PlotCurves } from './plotData.js'
import { plotLook, watchTheme, type PlotLook } from './plotLook.js'
import { plotOptions, type PlotKind } from './plotOptions.js'

interface TokenPlotProps {
  /** Of one run, or of two to compare. */
  figures: readonly RunFigures[]
  names: readonly string[]
  words: Labels
}

const HEIGHTS = { counts: 132, gaps: 92 }

/** Tokens over time and, below on the same axis, how long each was waited for. What is drawn stands in figures beside it, for those who cannot see it. */
export function TokenPlot({ figures, names, words }: TokenPlotProps): ReactNode {
  const element = useRef<HTMLDivElement>(null)
  const look = usePlotLook(element)
  const curves = useMemo(() => figures.map(plotData), [figures])
  const [momentMs, setMomentMs] = useState<number>()
  const isGuess = figures.every((each) => each.isGuess)
  const shared = { group: useId(), look, figures, curves, onPointer: setMomentMs, words }
  return (
    <div ref={element} className="rivulet-inspector-plot">
      {names.map((name, index) => (
        <i key={name} hidden data-series={index + 1} />
      ))}
      <figure>
        <figcaption>
          {isGuess ? words.eventsOverTime : words.tokensOverTime}
          {momentMs === undefined ? null : (
            <bdi aria-hidden>
              {words.plotMoment(
                inspectorFormats(words.locale).duration(momentMs),
                curves.map(({ counts }) => inspectorFormats(words.locale).count(countAt(counts, momentMs))).join(' / '),
              )}
            </bdi>
          )}
        </figcaption>
        <Canvas of="counts" {...shared} />
      </figure>
      <figure>
        <figcaption>{isGuess ? words.eventGapsOverTime : words.gapsOverTime}</figcaption>
        <Canvas of="gaps" {...shared} />
      </figure>
    </div>
  )
}

function countAt([timesMs, tokens]: PlotCurves['counts'], momentMs: number): number {
  return tokens[timesMs.findLastIndex((timeMs) => timeMs <= momentMs)] ?? 0
}

/** How a plot is to look; another one when the theme does. */
function usePlotLook(element: RefObject<HTMLDivElement | null>): PlotLook | undefined {
  const [look, setLook] = useState<PlotLook>()
  useLayoutEffect(() => {
    const plot = element.current
    if (!plot) return undefined
    const read = () => {
      const next = plotLook(plot)
      setLook((before) => (JSON.stringify(before) === JSON.stringify(next) ? before : next))
    }
    read()
    return watchTheme(plot, read)
  }, [element])
  return look
}

interface CanvasProps {
  of: PlotKind['of']
  /** Both share the pointer. */
  group: string
  look: PlotLook | undefined
  figures: readonly RunFigures[]
  curves: readonly PlotCurves[]
  onPointer: (timeMs: number | undefined) => void
  words: Labels
}

function Canvas({ of, group, look, figures, curves, onPointer, words }: CanvasProps): ReactNode {
  const target = useRef<HTMLDivElement>(null)
  const plot = useRef<uPlot>(null) as { current: uPlot | null }
  const newest = useRef({ figures, curves })
  useLayoutEffect(() => {
    newest.current = { figures, curves }
  })

  // Made again for another look only: what comes is added to the one there is.
  useEffect(() => {
    const place = target.current
    if (!place || !look) return undefined
    const options = plotOptions({
      of,
      group,
      width: place.clientWidth,
      height: HEIGHTS[of],
      look,
      formats: inspectorFormats(words.locale),
      firstTokensMs: () => newest.current.figures.map(({ firstTokenMs }) => firstTokenMs),
      totalMs: () => Math.max(...newest.current.curves.map(({ counts: [timesMs] }) => timesMs.at(-1) ?? 0)),
      onPointer,
    })
    const made = new uPlot(options, dataOf(of, newest.current.curves), place)
    plot.current = made
    const resizes = new ResizeObserver(() => made.setSize({ width: place.clientWidth, height: HEIGHTS[of] }))
    resizes.observe(place)
    return () => {
      resizes.disconnect()
      made.destroy()
      plot.current = null
    }
  }, [of, group, look, onPointer, words])

  useEffect(() => plot.current?.setData(dataOf(of, curves)), [of, curves])
  return <div ref={target} className="rivulet-inspector-canvas" dir="ltr" data-of={of} aria-hidden />
}

/** The curves of all runs over one axis of time. */
function dataOf(of: PlotKind['of'], curves: readonly PlotCurves[]): uPlot.AlignedData {
  return uPlot.join(curves.map((each) => [...each[of]] as uPlot.AlignedData))
}
