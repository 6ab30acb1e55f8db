export { toMdast } from './mdast/toMdast.js'
export type { InlineMathNode, MathNode } from './mdast/math.js'
