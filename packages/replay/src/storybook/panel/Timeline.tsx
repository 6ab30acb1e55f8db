/** @jsxRuntime classic */
import React, { memo, type PointerEvent, type ReactElement, useEffect, useId, useRef, useState } from 'react'
import { styled } from 'storybook/theming'
import type { StreamTimeline } from '../streamEvents.js'
import { inNumbers, inTime } from './inWords.js'
import { tickInWords, ticksOf } from './scale.js'
import type { ShownStream } from './useStream.js'
import { themed } from './themed.js'

const LABELS = 24
const MARKS = 42
const AXIS = 18
const BASE = LABELS + MARKS
const HEIGHT = BASE + AXIS
/** So that the first and the last mark, and the cursor's handle on them, are whole. */
const EDGE = 7

const Slider = styled.div(
  themed((theme) => ({
    position: 'relative',
    borderRadius: theme.appBorderRadius,
    border: `1px solid ${theme.appBorderColor}`,
    background: theme.background.content,
    cursor: 'ew-resize',
    touchAction: 'none',
    userSelect: 'none',
    '&:focus-visible': { outline: `2px solid ${theme.color.secondary}`, outlineOffset: 1 },
    svg: { display: 'block', overflow: 'visible' },
    text: { fill: theme.textMutedColor, fontSize: 10, fontFamily: theme.typography.fonts.base, fontVariantNumeric: 'tabular-nums' },
    '.wait': { stroke: theme.textMutedColor, strokeOpacity: 0.55, strokeDasharray: '2 3' },
    '.flow': { stroke: theme.textMutedColor, strokeOpacity: 0.35 },
    '.exchange': { stroke: theme.appBorderColor },
    '.refused': { fill: theme.color.negative },
    '.tick': { stroke: theme.appBorderColor },
    '.read': { stroke: theme.textMutedColor },
    '.token': { stroke: theme.color.secondary },
    '.coming': { opacity: 0.36 },
    '.end': { stroke: theme.textMutedColor, strokeWidth: 1.5, fill: 'none' },
    '.end[data-end="error"]': { stroke: theme.color.negative },
    '.end[data-end="abort"]': { stroke: theme.color.warning },
    '.hover': { stroke: theme.textMutedColor, strokeOpacity: 0.5 },
    '.hovered': { fill: theme.color.defaultText, stroke: theme.background.content, strokeWidth: 4, paintOrder: 'stroke' },
    '.cursor': { stroke: theme.color.defaultText, strokeWidth: 1.5 },
    '.handle': { fill: theme.color.defaultText },
  })),
)

/** The recording over its time: exchanges, reads by their size, tokens, and where the story is. Drag it, or use the keyboard. */
export function Timeline({ timeline, report, send }: ShownStream): ReactElement {
  const slider = useRef<HTMLDivElement>(null)
  const width = useWidth(slider)
  const [hoverMs, setHoverMs] = useState<number>()
  const clip = useId()
  const { durationMs } = timeline
  const { state } = report
  const xOf = scaleOf(durationMs, width)
  const positionX = xOf(Math.min(state.positionMs, durationMs))

  const msAt = ({ clientX }: PointerEvent) => {
    const { left = 0 } = slider.current?.getBoundingClientRect() ?? {}
    const share = (clientX - left - EDGE) / Math.max(1, width - 2 * EDGE)
    return Math.round(Math.min(1, Math.max(0, share)) * durationMs)
  }
  const onPointerMove = (event: PointerEvent) => {
    const ms = msAt(event)
    setHoverMs(ms)
    if (event.buttons === 1 && event.currentTarget.hasPointerCapture(event.pointerId)) send({ do: 'seek', target: { ms } })
  }
  const onPointerDown = (event: PointerEvent) => {
    if (event.button !== 0) return
    event.currentTarget.setPointerCapture(event.pointerId)
    send({ do: 'seek', target: { ms: msAt(event) } })
  }
  const { tokens } = state
  return (
    <Slider
      ref={slider}
      role="slider"
      tabIndex={0}
      aria-label="Position in the recording"
      aria-valuemin={0}
      aria-valuemax={Math.round(durationMs)}
      aria-valuenow={Math.round(state.positionMs)}
      aria-valuetext={`${inTime(state.positionMs, durationMs)} of ${inTime(durationMs)}, token ${inNumbers(tokens.played)} of ${inNumbers(tokens.total)}`}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerLeave={() => setHoverMs(undefined)}
    >
      <svg width={width} height={HEIGHT} aria-hidden="true">
        <clipPath id={clip}>
          <rect x="0" y="0" width={positionX} height={HEIGHT} />
        </clipPath>
        <Ground timeline={timeline} width={width} />
        <g className="coming">
          <Marks timeline={timeline} width={width} />
        </g>
        <g clipPath={`url(#${clip})`}>
          <Marks timeline={timeline} width={width} />
        </g>
        {hoverMs !== undefined && (
          <>
            <path className="hover" d={`M${xOf(hoverMs)} ${LABELS}V${BASE}`} />
            <text className="hovered" x={clamp(xOf(hoverMs), 28, width - 28)} y={HEIGHT - 5} textAnchor="middle">
              {inTime(hoverMs, durationMs)}
            </text>
          </>
        )}
        <path className="cursor" d={`M${positionX} ${LABELS - 6}V${BASE}`} />
        <path className="handle" d={`M${positionX - 4.5} ${LABELS - 9}h9v5l-4.5 5l-4.5 -5z`} />
      </svg>
    </Slider>
  )
}

interface DrawingProps {
  readonly timeline: StreamTimeline
  readonly width: number
}

/** What stands still: the axis, and when each exchange was asked for, answered and over. */
const Ground = memo(function Ground({ timeline, width }: DrawingProps) {
  const { durationMs, exchanges } = timeline
  const xOf = scaleOf(durationMs, width)
  const { stepMs, ticks } = ticksOf(durationMs, width - 2 * EDGE, 64)
  const labels = labelsOf(exchanges, xOf)
  return (
    <>
      {ticks.map((ms) => (
        <React.Fragment key={ms}>
          <path className="tick" d={`M${xOf(ms)} ${BASE}v4`} />
          <text x={xOf(ms)} y={HEIGHT - 5} textAnchor={xOf(ms) < 16 ? 'start' : xOf(ms) > width - 24 ? 'end' : 'middle'}>
            {tickInWords(ms, stepMs)}
          </text>
        </React.Fragment>
      ))}
      {exchanges.map(({ number, status, requestedAtMs, respondedAtMs, endedAtMs, end }, index) => (
        <React.Fragment key={number}>
          <path className="exchange" d={`M${xOf(requestedAtMs)} 3V${BASE}`} />
          <path className="wait" d={`M${xOf(requestedAtMs)} ${BASE - 0.5}H${xOf(respondedAtMs ?? endedAtMs)}`} />
          <path className="flow" d={`M${xOf(respondedAtMs ?? endedAtMs)} ${BASE - 0.5}H${xOf(endedAtMs)}`} />
          <text className={(status ?? 0) >= 400 ? 'refused' : undefined} x={labels[index]?.x} y={11}>
            {labels[index]?.text}
          </text>
          <path className="end" data-end={end} d={endOf(xOf(endedAtMs), end)} />
        </React.Fragment>
      ))}
    </>
  )
})

/** What stands over each exchange: at its beginning, or after the label before where that is in the way. */
function labelsOf(exchanges: StreamTimeline['exchanges'], xOf: (ms: number) => number): { readonly x: number; readonly text: string }[] {
  let free = 0
  return exchanges.map(({ number, status, requestedAtMs }) => {
    const text = `#${number} · ${status ?? 'no response'}`
    const x = Math.max(xOf(requestedAtMs) + 5, free)
    free = x + text.length * 5.5 + 6
    return { x, text }
  })
}

/** Each read a bar, as high as the root of its size; blue where it brings tokens. */
const Marks = memo(function Marks({ timeline, width }: DrawingProps) {
  const { durationMs, exchanges } = timeline
  const xOf = scaleOf(durationMs, width)
  const reads = exchanges.flatMap((exchange) => exchange.reads)
  const largest = reads.reduce((most, { bytes }) => Math.max(most, bytes), 1)
  const bar = ({ atMs, bytes }: { atMs: number; bytes: number }) =>
    `M${xOf(atMs).toFixed(1)} ${BASE - 1}v-${Math.max(3, Math.sqrt(bytes / largest) * (MARKS - 6)).toFixed(1)}`
  const strokeWidth = clamp((width / Math.max(1, reads.length)) * 0.6, 1, 3)
  const [withTokens, without] = [reads.filter(({ tokens }) => tokens > 0), reads.filter(({ tokens }) => tokens === 0)]
  return (
    <>
      <path className="read" strokeWidth={strokeWidth} d={without.map(bar).join('')} />
      <path className="token" strokeWidth={strokeWidth} d={withTokens.map(bar).join('')} />
    </>
  )
})

/** A bar where it ended, a cross where the connection broke, a fork where its reader left. */
function endOf(x: number, end: string): string {
  if (end === 'error') return `M${x - 3.5} ${BASE - 9}l7 7m0 -7l-7 7`
  return end === 'abort' ? `M${x - 4} ${BASE - 9}l4 4l-4 4` : `M${x} ${BASE - 9}v9`
}

function scaleOf(durationMs: number, width: number): (ms: number) => number {
  return (ms) => EDGE + (durationMs === 0 ? 0 : ms / durationMs) * Math.max(0, width - 2 * EDGE)
}

function clamp(value: number, least: number, most: number): number {
  return Math.max(least, Math.min(most, value))
}

function useWidth(element: React.RefObject<HTMLElement | null>): number {
  const [width, setWidth] = useState(0)
  useEffect(() => {
    if (!element.current) return undefined
    const observer = new ResizeObserver(([entry]) => setWidth(entry?.contentRect.width ?? 0))
    observer.observe(element.current)
    return () => observer.disconnect()
  }, [element])
  return width
}
