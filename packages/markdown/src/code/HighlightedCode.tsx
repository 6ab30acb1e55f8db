'use client'

import type { ComponentType } from 'react'
import type { CodeTextProps } from '../react/Drawing.js'
import { createHighlightedCode } from './createHighlightedCode.js'
import { createModeHighlighter } from './createModeHighlighter.js'

/** The text of a code block in colours, by the modes of `@codemirror/legacy-modes`: `<Markdown components={{ codeText: HighlightedCode }} />`. */
export const HighlightedCode: ComponentType<CodeTextProps> = createHighlightedCode(createModeHighlighter())
