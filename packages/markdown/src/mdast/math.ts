import type { Data, Literal } from 'mdast'
import type { DisplayMath, InlineMath } from '../tree.js'

/** How mdast-util-to-hast makes an element of a node that it does not know. */
export interface MathData extends Data {
  /** The element that is made of the node. */
  hName: 'pre' | 'code'
  /** Its attributes: `className` are the classes of inline math, as rehype-katex reads them. */
  hProperties?: { className: string[] }
  /** What stands in the element: the formula in TeX, for display math within a `code` with the classes. */
  hChildren: (HastText | HastCode)[]
}

/** A formula as the text of an element in hast. @see https://github.com/syntax-tree/hast#text */
export interface HastText {
  type: 'text'
  /** The formula in TeX. */
  value: string
}

/** The element that rehype-katex looks for. @see https://github.com/syntax-tree/hast#element */
export interface HastCode {
  type: 'element'
  tagName: 'code'
  /** `className` are the classes: `language-math`, and `math-display` or `math-inline`. */
  properties: { className: string[] }
  /** The formula, as one text. */
  children: HastText[]
}

/** A formula on lines of its own, as mdast-util-math names it. @see https://github.com/syntax-tree/mdast-util-math#math */
export interface MathNode extends Literal {
  type: 'math'
  meta: null
  /** What an element is made of. */
  data: MathData
}

/** A formula within a line. @see https://github.com/syntax-tree/mdast-util-math#inlinemath */
export interface InlineMathNode extends Literal {
  type: 'inlineMath'
  /** What an element is made of. */
  data: MathData
}

export function mathNode({ text }: DisplayMath): MathNode {
  const value = text.chunks.join('').replace(/\n$/, '')
  const code: HastCode = {
    type: 'element',
    tagName: 'code',
    properties: { className: classesOf(true) },
    children: [{ type: 'text', value }],
  }
  return { type: 'math', meta: null, value, data: { hName: 'pre', hChildren: [code] } }
}

/** `$$` within a line is told by its class, as rehype-katex reads it: mdast has no name for it. */
export function inlineMathNode({ value, display }: InlineMath): InlineMathNode {
  return {
    type: 'inlineMath',
    value,
    data: { hName: 'code', hProperties: { className: classesOf(display) }, hChildren: [{ type: 'text', value }] },
  }
}

function classesOf(display: boolean): string[] {
  return ['language-math', display ? 'math-display' : 'math-inline']
}
