export { Mermaid, defaultMermaidLabels, type MermaidLabels, type MermaidProps } from './mermaid/Mermaid.js'
export type { FigureProps } from './react/Drawing.js'
