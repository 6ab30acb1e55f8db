export { createShikiHighlighter } from './shiki/createShikiHighlighter.js'
export { createHighlightedCode, type HighlightedCodeOptions } from './code/createHighlightedCode.js'
export type { Highlighter, Language, Token, TokenKind } from './code/Highlighter.js'
export type { CodeTextProps } from './react/Drawing.js'
