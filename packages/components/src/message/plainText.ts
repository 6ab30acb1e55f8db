import { createMarkdown, type Block, type Inline, type InlineContent, type MarkdownOptions } from '@rivulet/markdown'

/** Markdown as it is read: the text that is drawn, without markup; items with their marks, cells with tabs between them, code as it is. */
export function plainText(text: string, { gfm, math, footnotes: hasFootnotes }: MarkdownOptions = {}): string {
  const markdown = createMarkdown({ gfm, math, footnotes: hasFootnotes })
  markdown.append(text)
  markdown.finish()
  while (markdown.pending) markdown.settle()
  const footnotes = markdown.footnotes.map(({ number, children }) => hanging(`${number ?? ''}. `, textOfAll(children, '\n')))
  return [textOfAll(markdown.root.children, '\n\n'), footnotes.join('\n')].filter(Boolean).join('\n\n')
}

function textOfAll(blocks: readonly Block[], between: string): string {
  return blocks.map(textOfBlock).filter(Boolean).join(between)
}

function textOfBlock(block: Block): string {
  switch (block.type) {
    case 'paragraph':
    case 'heading':
      return textOfContent(block.content)
    case 'blockquote':
      return textOfAll(block.children, '\n\n')
    case 'list':
      return block.children
        .map((item, index) => hanging(block.ordered ? `${block.start + index}. ` : '• ', textOfBlock(item)))
        .join(block.tight ? '\n' : '\n\n')
    case 'listItem':
      return `${block.checked === null ? '' : block.checked ? '☑ ' : '☐ '}${textOfAll(block.children, '\n')}`
    case 'code':
    case 'math':
      return block.text.chunks.join('').replace(/\n$/, '')
    case 'html':
      return block.shown.chunks.join('').trim()
    case 'table':
      return block.children.map(textOfBlock).join('\n')
    case 'tableRow':
      return block.cells.map(textOfContent).join('\t')
    case 'thematicBreak':
      return ''
    // Stands behind the text, with the other footnotes.
    case 'footnoteDefinition':
      return ''
    default:
      return block satisfies never
  }
}

function textOfContent({ runs }: InlineContent): string {
  return runs.map((run) => textOfInlines(run)).join('')
}

function textOfInlines(inlines: readonly Inline[]): string {
  return inlines.map(textOfInline).join('')
}

function textOfInline(inline: Inline): string {
  if ('children' in inline) return textOfInlines(inline.children)
  if (inline.type === 'break') return '\n'
  if (inline.type === 'footnoteReference') return `[${inline.number}]`
  return inline.type === 'html' && inline.value.startsWith('<!--') ? '' : inline.value
}

/** A mark with its text, whose further lines stand under the first. */
function hanging(mark: string, text: string): string {
  return mark + text.replaceAll('\n', `\n${' '.repeat(mark.length)}`)
}
