import 'katex/dist/katex.min.css'
import type { AnswerMarkdown } from '@rivulet/components'
import { HighlightedCode } from '@rivulet/markdown/code'
import { Formula } from '@rivulet/markdown/math'
import { Mermaid } from '@rivulet/markdown/mermaid'
import { MARKDOWN_READ } from './markdownRead.js'

/** All that can be drawn; each library is loaded when an answer first needs it. */
export const MARKDOWN: AnswerMarkdown = {
  ...MARKDOWN_READ,
  components: { codeText: HighlightedCode, formula: Formula, figures: { mermaid: Mermaid } },
}
