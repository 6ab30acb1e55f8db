'use client'

import { useEffect, useRef, useState, type ReactNode } from 'react'
import type { FigureProps } from '../react/Drawing.js'
import { withoutInvisible } from '../react/visible.js'
import { drawDiagram, type Scheme } from './drawDiagram.js'
import type { Picture } from './toPicture.js'
import { useScheme } from './useScheme.js'

/** The words around a diagram. */
export interface MermaidLabels {
  /** Of the picture, for those who do not see it; `description` is the author's, or the kind of the diagram, in English. */
  diagram: (description: string) => string
  /** Opens what the diagram was drawn from. */
  source: string
  /** Under the source of a diagram that cannot be drawn; `reason` is in English. */
  failed: (reason: string) => string
}

/** The English words. */
export const defaultMermaidLabels: MermaidLabels = {
  diagram: (description) => (description === '' ? 'Diagram' : `Diagram: ${description}`),
  source: 'Source',
  failed: (reason) => `The diagram could not be drawn. ${reason}`,
}

export interface MermaidProps extends FigureProps {
  /** Words in place of the English ones. */
  labels?: Partial<MermaidLabels> | undefined
}

/**
 * A diagram, drawn by Mermaid, which is loaded when the first one is there to be drawn. It is shown as an image, in which nothing runs and
 * which asks for nothing, with its source under it; the source alone stands there until then, on the server, and where it cannot be drawn.
 * Give it as `components.figures.mermaid`.
 *
 * @see https://mermaid.js.org/intro/syntax-reference.html
 */
export function Mermaid({ source, children, labels }: MermaidProps): ReactNode {
  const { diagram, source: sourceLabel, failed } = { ...defaultMermaidLabels, ...labels }
  const figure = useRef<HTMLElement>(null)
  const [outcome, fail] = useDiagram(source, useScheme(figure))
  if (outcome instanceof Error || outcome === null) {
    return (
      <figure ref={figure} className="rivulet-diagram">
        {children}
        {outcome !== null && <figcaption className="rivulet-diagram-failed">{failed(firstLine(outcome.message))}</figcaption>}
      </figure>
    )
  }
  const { url, width, height, description } = outcome
  return (
    <figure ref={figure} className="rivulet-diagram" data-drawn="">
      <div className="rivulet-diagram-picture" role="group" aria-label={diagram('')} tabIndex={0}>
        <img src={url} width={width} height={height} alt={diagram(description)} onError={() => fail(new Error(NOT_SHOWN))} />
      </div>
      <details>
        <summary>{sourceLabel}</summary>
        {children}
      </details>
    </figure>
  )
}

function firstLine(message: string): string {
  return withoutInvisible(message)
    .replace(/:?\n[^]*$/, '')
    .slice(0, 200)
}

const NOT_SHOWN = "This page's policy does not let images of data: addresses be shown."

/** The picture, what kept it from being drawn, or null until either is known; and what tells that it cannot be shown. In another scheme the last picture stays until its own is there. */
function useDiagram(source: string, scheme: Scheme): [Picture | Error | null, (error: Error) => void] {
  const [drawn, setDrawn] = useState<{ source: string; outcome: Picture | Error } | null>(null)
  useEffect(() => {
    const controller = new AbortController()
    const tell = (outcome: Picture | Error) => {
      if (!controller.signal.aborted) setDrawn({ source, outcome })
    }
    drawDiagram(source, scheme, controller.signal).then(tell, (error: unknown) =>
      tell(error instanceof Error ? error : new Error(String(error))),
    )
    return () => controller.abort()
  }, [source, scheme])
  return [drawn?.source === source ? drawn.outcome : null, (outcome) => setDrawn({ source, outcome })]
}
