import type { ComponentPropsWithoutRef, ReactNode } from 'react'
import type { MarkdownSource } from '../createMarkdown.js'
import type { Block } from '../tree.js'
import { drawChildren } from './Block.js'
import type { Drawing, MarkdownComponents } from './Drawing.js'
import { drawFootnotes } from './footnotes.js'
import { betweenBlocks } from './live.js'
import { defaultMarkdownLabels, type MarkdownLabels } from './labels.js'
import type { UrlPolicy } from './urlPolicy.js'

/** How a text is drawn. */
export interface DrawingOptions {
  /** What is drawn in place of elements. @see MarkdownComponents */
  components?: MarkdownComponents | undefined
  /** Which addresses are let through. @see UrlPolicy */
  urlPolicy?: UrlPolicy | undefined
  /** Words in place of the English ones. */
  labels?: Partial<MarkdownLabels> | undefined
  /** Whether a line that ends within a paragraph ends there too, as in poems and letters; CommonMark lets text flow on. @defaultValue false */
  breaks?: boolean | undefined
  /**
   * Draws a block in its own way: called once for each outermost block when it is closed, and again where a label it uses is defined later.
   * undefined leaves the block as it would be.
   */
  renderBlock?: ((block: Block) => ReactNode) | undefined
}

/** The options with every choice made. */
export function drawingOf(
  { components = {}, urlPolicy = {}, labels, breaks = false, renderBlock }: DrawingOptions,
  idPrefix: string,
): Drawing {
  return { components, urlPolicy, labels: { ...defaultMarkdownLabels, ...labels }, breaks, renderBlock, idPrefix }
}

/** The root element and all in it. */
export function drawMarkdown(
  { root, footnotes }: Pick<MarkdownSource, 'root' | 'footnotes'>,
  drawing: Drawing,
  { className, isStreaming, ...rest }: ComponentPropsWithoutRef<'div'> & { isStreaming: boolean },
): ReactNode {
  return (
    <div
      {...rest}
      className={className === undefined ? 'rivulet-markdown' : `rivulet-markdown ${className}`}
      data-streaming={isStreaming ? '' : undefined}
      data-between={isStreaming && betweenBlocks(root).open ? '' : undefined}
    >
      {drawChildren(root, 'outermost', drawing)}
      {drawFootnotes(footnotes, drawing)}
    </div>
  )
}
