'use client'

import { useEffect, useId, useMemo, useState, useSyncExternalStore, type ComponentPropsWithoutRef, type ReactNode } from 'react'
import { createMarkdown, type MarkdownSource } from '../createMarkdown.js'
import type { MarkdownOptions } from '../MarkdownOptions.js'
import { drawingOf, drawMarkdown, type DrawingOptions } from './drawMarkdown.js'
import { frameSource } from './frameSource.js'
import { useStable } from './useStable.js'
import { whenIdle } from './whenIdle.js'

/** How a text is drawn, and the props of the element around it. */
export type MarkdownElementProps = DrawingOptions & Omit<ComponentPropsWithoutRef<'div'>, 'children'>

/** A text, of which each value begins with the last one while it grows. Any other value is drawn as well, from the last block in common on. */
export interface MarkdownTextProps extends MarkdownOptions {
  /** All of the markdown so far. What it begins with is not parsed again. */
  text: string
  /** Whether more is to come. @defaultValue false */
  streaming?: boolean | undefined
  source?: undefined
}

/** A text that `createMarkdown` made, which someone else appends to. It is drawn once a frame at most. */
export interface MarkdownSourceProps {
  /** Of `createMarkdown`. */
  source: MarkdownSource
  text?: undefined
}

export type MarkdownProps = MarkdownElementProps & (MarkdownTextProps | MarkdownSourceProps)

/**
 * Draws markdown while it grows. Each change costs as much as what came, however long the text is; elements stay what they are, so that a
 * selection in them, or how far they are scrolled, stays too.
 *
 * `components`, `urlPolicy` and `labels` are compared by their members, `breaks` and `renderBlock` as they are: another one draws everything anew.
 */
export function Markdown(props: MarkdownProps): ReactNode {
  return props.source === undefined ? <MarkdownText {...props} /> : <MarkdownFrom {...props} />
}

function MarkdownText({ text, streaming = false, gfm, math, footnotes, ...rest }: MarkdownElementProps & MarkdownTextProps): ReactNode {
  const source = useMemo(() => createMarkdown({ gfm, math, footnotes }), [gfm, math, footnotes])
  // The text is given anew with each render, and replacing it by itself changes nothing: so this may run any number of times.
  source.replace(text)
  if (!streaming) source.finish()
  return <Drawn {...rest} source={source} />
}

function MarkdownFrom({ source, ...rest }: MarkdownElementProps & MarkdownSourceProps): ReactNode {
  const frames = useMemo(() => frameSource(source), [source])
  useSyncExternalStore(frames.subscribe, frames.version, frames.version)
  return <Drawn {...rest} source={source} />
}

function Drawn({
  source,
  components,
  urlPolicy,
  labels,
  breaks,
  renderBlock,
  ...own
}: MarkdownElementProps & { source: MarkdownSource }): ReactNode {
  const options = useStable({ components, urlPolicy, labels, breaks, renderBlock })
  const idPrefix = `${useId()}-`
  const drawing = useMemo(() => drawingOf(options, idPrefix), [options, idPrefix])
  useSettled(source)
  return drawMarkdown(source, drawing, { ...own, isStreaming: !source.finished })
}

/** Has the uses of labels that were defined late parsed when the page has time. */
function useSettled(source: MarkdownSource): void {
  const [, redraw] = useState(0)
  useEffect(() => {
    if (!source.pending) return undefined
    return whenIdle(() => {
      source.settle()
      redraw(source.root.version)
    })
  })
}
