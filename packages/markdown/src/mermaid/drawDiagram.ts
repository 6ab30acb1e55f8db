import type { Mermaid, MermaidConfig } from 'mermaid'
import { withoutInvisible } from '../react/visible.js'
import { toPicture, type Picture } from './toPicture.js'

/** Which colours a diagram is drawn in. */
export type Scheme = 'light' | 'dark'

/** Laying a diagram out blocks the page, and takes far longer than in proportion. */
const MAX_SOURCE_CHARS = 20_000
const MAX_EDGES = 300

/**
 * What asks for addresses outside of the frame that the diagram is drawn in: images of nodes, which Mermaid loads with `new Image()`, and
 * formulas, which it measures in the page together with the markup around them. A backslash could hide the name of the one.
 */
const IMAGE = /@\{[^]*?(?:\bimg\b|\\)/i
const FORMULA = /\$\$/

/** What the author of a diagram does not choose: whatever bears on safety, and looks that the page has chosen. */
// oxfmt-ignore
const KEPT = [
  'secure', 'securityLevel', 'startOnLoad', 'maxTextSize', 'maxEdges', 'suppressErrorRendering', 'dompurifyConfig', 'logLevel',
  'htmlLabels', 'legacyMathML', 'forceLegacyMathML', 'arrowMarkerAbsolute', 'deterministicIds',
  'theme', 'themeVariables', 'themeCSS', 'darkMode', 'fontFamily', 'altFontFamily',
]

/**
 * `sandbox` is `strict`, drawn in a frame of its own.
 *
 * @see https://mermaid.js.org/config/schema-docs/config.html
 */
function configOf(scheme: Scheme): MermaidConfig {
  return {
    startOnLoad: false,
    securityLevel: 'sandbox',
    secure: KEPT,
    htmlLabels: false,
    suppressErrorRendering: true,
    maxTextSize: MAX_SOURCE_CHARS,
    maxEdges: MAX_EDGES,
    theme: scheme === 'dark' ? 'dark' : 'default',
    fontFamily: 'ui-sans-serif, system-ui, sans-serif',
  }
}

let last: Promise<unknown> = Promise.resolve()
let drawnSoFar = 0

/**
 * Draws a diagram when those asked for before are done: Mermaid keeps its configuration for all at once.
 *
 * @throws DOMException `AbortError`, where `signal` was aborted before its turn came.
 * @throws Error, where the diagram cannot be drawn, or this page's policy does not let Mermaid draw any.
 */
export function drawDiagram(source: string, scheme: Scheme, signal: AbortSignal): Promise<Picture> {
  const turn = last.then(() => {
    signal.throwIfAborted()
    return drawNow(source, scheme)
  })
  last = turn.catch(() => undefined)
  return turn
}

async function drawNow(source: string, scheme: Scheme): Promise<Picture> {
  if (source.length > MAX_SOURCE_CHARS)
    throw new RangeError(`A diagram may have ${MAX_SOURCE_CHARS} characters; this has ${source.length}.`)
  if (IMAGE.test(source)) throw new Error('Images within diagrams are not loaded.')
  if (FORMULA.test(source)) throw new Error('Formulas within diagrams are not drawn.')
  expectMarkupAllowed()
  const { default: mermaid } = await import('mermaid')
  mermaid.initialize(configOf(scheme))
  return toPicture(await drawApart(mermaid, withoutInvisible(source)))
}

let isMarkupAllowed: boolean | undefined

/** Mermaid makes markup of strings. Asked once for each page, for each time is reported; and before a megabyte is loaded in vain. */
function expectMarkupAllowed(): void {
  try {
    if (isMarkupAllowed === undefined) new DOMParser().parseFromString('', 'text/html')
    isMarkupAllowed ??= true
  } catch {
    isMarkupAllowed = false
  }
  if (!isMarkupAllowed) throw new Error("This page's policy, of trusted types, does not let Mermaid draw.")
}

/** Out of sight, and gone when done, whatever comes of it: Mermaid leaves what it could not draw where it was. */
async function drawApart(mermaid: Mermaid, source: string): Promise<string> {
  const place = document.createElement('div')
  place.inert = true
  place.ariaHidden = 'true'
  Object.assign(place.style, {
    position: 'fixed',
    insetBlockStart: '0',
    insetInlineStart: '-9999px',
    inlineSize: '800px',
    blockSize: '600px',
  })
  document.body.append(place)
  const guard = guardFrames(place)
  try {
    const { svg } = await mermaid.render(`rivulet-mermaid-${++drawnSoFar}`, source, place)
    if (!guard.hasGuarded()) throw new Error('This version of Mermaid does not draw in a frame of its own.')
    return svg
  } finally {
    guard.stop()
    place.remove()
  }
}

/** Lets nothing in the frame ask for anything. The policy is there before the diagram is: Mermaid waits for its parser in between. */
function guardFrames(place: Element): { hasGuarded: () => boolean; stop: () => void } {
  let hasGuarded = false
  const observer = new MutationObserver(() => {
    const inside = place.querySelector('iframe')?.contentDocument
    if (!inside || hasGuarded) return
    const policy = inside.createElement('meta')
    policy.httpEquiv = 'Content-Security-Policy'
    policy.content = "default-src 'none'; style-src 'unsafe-inline'"
    inside.head.append(policy)
    hasGuarded = true
  })
  observer.observe(place, { childList: true, subtree: true })
  return { hasGuarded: () => hasGuarded, stop: () => observer.disconnect() }
}
