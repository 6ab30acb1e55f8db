export { toMdast } from './mdast/toMdast.js'
export type { HastCode, HastText, InlineMathNode, MathData, MathNode } from './mdast/math.js'
