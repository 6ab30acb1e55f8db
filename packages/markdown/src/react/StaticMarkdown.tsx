import type { ComponentPropsWithoutRef, ReactNode } from 'react'
import { createMarkdown } from '../createMarkdown.js'
import type { MarkdownOptions } from '../MarkdownOptions.js'
import { drawMarkdown, type DrawingOptions, drawingOf } from './drawMarkdown.js'

export interface StaticMarkdownProps extends MarkdownOptions, DrawingOptions, Omit<ComponentPropsWithoutRef<'div'>, 'children'> {
  /** The whole text. */
  text: string
  /** Put before every id, so that those of two texts on one page differ. @defaultValue '' */
  idPrefix?: string | undefined
}

/**
 * A whole text without hooks, for server components: the same elements as `Markdown` draws. What has to act in the browser, as the copy button,
 * is a client component.
 *
 * @see https://react.dev/reference/rsc/server-components
 */
export function StaticMarkdown({ text, gfm, math, footnotes, idPrefix = '', ...rest }: StaticMarkdownProps): ReactNode {
  const markdown = createMarkdown({ gfm, math, footnotes })
  markdown.append(text)
  markdown.finish()
  const { components, urlPolicy, labels, breaks, renderBlock, ...own } = rest
  return drawMarkdown(markdown, drawingOf({ components, urlPolicy, labels, breaks, renderBlock }, idPrefix), { ...own, isStreaming: false })
}
