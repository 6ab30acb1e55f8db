import type { KatexOptions } from 'katex'
import { withoutInvisible } from '../react/visible.js'
import type { LaidOut, LayOut } from './katex.js'

/** Longer sources take long to lay out, as a second for 10,000 characters; a formula that a person reads is far shorter. */
const MAX_SOURCE_CHARS = 4000
/** KaTeX counts how often macros are expanded, not what they expand to, which is bounded only where they take no arguments. */
const MAX_EXPANDED_CHARS = 8000
const DEFINITION = /\\(?:\w*def|\w*command|\w*let|global|long)(?![a-z])/i
const ARGUMENT = /(?<!\\)#/
/** Browsers lay elements out recursively, and their own parsers stop at 512 levels. */
const MAX_DEPTH = 400

/**
 * `macros` is where \gdef puts what it defines: a new object for each formula, so that none changes the next. `trust` keeps \href, \url,
 * \includegraphics and \html… from doing anything; `maxExpand` and `maxSize`, in em, bound what a short source may grow to.
 *
 * @see https://katex.org/docs/options
 */
function optionsOf(source: string, display: boolean): KatexOptions {
  return {
    displayMode: display,
    output: 'htmlAndMathml',
    throwOnError: true,
    trust: false,
    // It is about LaTeX that is not portable, as letters of other scripts in a formula: nothing that a reader should miss.
    strict: 'ignore',
    maxExpand: DEFINITION.test(source) ? Math.floor(MAX_EXPANDED_CHARS / source.length) : 1000,
    maxSize: 20,
    globalGroup: false,
    macros: {},
  }
}

/**
 * The formula as an element that is in no page yet, or the error that says why there is none. Made with DOM methods, styles set as
 * properties: it asks nothing of a Content Security Policy.
 */
export function drawFormula(layOut: LayOut, source: string, display: boolean): Node | Error {
  try {
    if (source.length > MAX_SOURCE_CHARS)
      throw new RangeError(`A formula may have ${MAX_SOURCE_CHARS} characters; this has ${source.length}.`)
    if (withoutInvisible(source) !== source) throw new Error('It has characters that are not seen.')
    if (DEFINITION.test(source) && ARGUMENT.test(source)) throw new Error('Macros with arguments are not expanded.')
    const tree = layOut(source, optionsOf(source, display))
    setStylesAside(tree)
    const node = tree.toNode()
    if (node instanceof Element) applyStyles(node)
    return node
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error))
  }
}

const ASIDE = 'data-rivulet-style'

/** KaTeX writes a few styles as attributes, as of the arrow of \vec, and all others as properties. */
function setStylesAside(tree: LaidOut): void {
  const waiting: [LaidOut, number][] = [[tree, 1]]
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const [{ attributes, children = [] }, depth] = next
    if (depth > MAX_DEPTH) throw new RangeError(`A formula may nest ${MAX_DEPTH} levels deep.`)
    if (attributes?.['style'] !== undefined) {
      attributes[ASIDE] = attributes['style']
      delete attributes['style']
    }
    for (const child of children) waiting.push([child, depth + 1])
  }
}

function applyStyles(root: Element): void {
  for (const element of root.querySelectorAll<HTMLElement | SVGElement | MathMLElement>(`[${ASIDE}]`)) {
    element.style.cssText += element.getAttribute(ASIDE) ?? ''
    element.removeAttribute(ASIDE)
  }
}
