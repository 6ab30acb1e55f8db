export { Formula } from './math/Formula.js'
export type { FormulaProps } from './react/Drawing.js'
