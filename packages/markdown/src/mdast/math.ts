import type { Data, Literal } from 'mdast'
import type { DisplayMath, InlineMath } from '../tree.js'

/** How mdast-util-to-hast makes an element of a node that it does not know. */
export interface MathData extends Data {
  hName: 'pre' | 'code'
  hProperties?: { className: string[] }
  hChildren: (HastText | HastCode)[]
}

export interface HastText {
  type: 'text'
  value: string
}

export interface HastCode {
  type: 'element'
  tagName: 'code'
  properties: { className: string[] }
  children: HastText[]
}

/** A formula on lines of its own, as mdast-util-math names it. @see https://github.com/syntax-tree/mdast-util-math#math */
export interface MathNode extends Literal {
  type: 'math'
  meta: null
  data: MathData
}

/** A formula within a line. @see https://github.com/syntax-tree/mdast-util-math#inlinemath */
export interface InlineMathNode extends Literal {
  type: 'inlineMath'
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
