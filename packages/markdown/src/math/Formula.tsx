'use client'

import { useCallback, useMemo, useSyncExternalStore, type ReactNode } from 'react'
import type { FormulaProps } from '../react/Drawing.js'
import { defaultMarkdownLabels } from '../react/labels.js'
import { visible, withoutInvisible } from '../react/visible.js'
import { drawFormula } from './drawFormula.js'
import { katexNow, subscribeToKatex } from './katex.js'

/**
 * A formula, drawn by KaTeX, which is loaded when the first one is there to be drawn: until then, on the server, and where it cannot be drawn,
 * its source. Give it as `components.formula`, and import `katex/dist/katex.min.css` once.
 *
 * @see https://katex.org/docs/supported
 */
export function Formula({ source, display }: FormulaProps): ReactNode {
  const layOut = useSyncExternalStore(subscribeToKatex, katexNow, () => null)
  const drawn = useMemo(() => (typeof layOut === 'function' ? drawFormula(layOut, source, display) : layOut), [layOut, source, display])
  return (
    <span className="rivulet-formula" data-display={display ? '' : undefined} dir="ltr">
      {drawn === null || drawn instanceof Error ? (
        <code className="language-math" title={drawn === null ? undefined : withoutInvisible(drawn.message)}>
          {visible(source, defaultMarkdownLabels)}
        </code>
      ) : (
        <Drawn node={drawn} />
      )}
    </span>
  )
}

function Drawn({ node }: { node: Node }): ReactNode {
  const hold = useCallback((element: HTMLSpanElement | null) => element?.replaceChildren(node), [node])
  return <span ref={hold} />
}
