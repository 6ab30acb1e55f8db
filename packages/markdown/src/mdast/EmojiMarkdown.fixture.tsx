import type { Block } from '@rivulet/markdown'
import { toMdast } from '@rivulet/markdown/mdast'
import { Markdown, type MarkdownTextProps } from '@rivulet/markdown/react'
import { toJsxRuntime } from 'hast-util-to-jsx-runtime'
import type { Root } from 'mdast'
import { toHast } from 'mdast-util-to-hast'
import type { ComponentProps, ReactNode } from 'react'
import { Fragment, jsx, jsxs } from 'react/jsx-runtime'
import remarkEmoji from 'remark-emoji'

// What `unified().use(remarkEmoji).runSync(tree)` calls.
const addEmoji = Reflect.apply(remarkEmoji, undefined, []) as (tree: Root) => void

/** Addresses are as the model wrote them: here the web's are let through. */
function Link({ href = '', children }: ComponentProps<'a'>): ReactNode {
  if (!/^https?:\/\//i.test(href)) return children
  return (
    <a href={href} rel="noopener noreferrer nofollow" target="_blank">
      {children}
    </a>
  )
}

function Image({ alt }: ComponentProps<'img'>): ReactNode {
  return alt
}

/** A block, once it is closed. What is undefined here stays as it would be: code with its header, footnotes behind the text. */
export function renderBlock(block: Block): ReactNode {
  if (block.type === 'code' || block.type === 'footnoteDefinition') return undefined
  const tree: Root = { type: 'root', children: [toMdast(block)] }
  addEmoji(tree)
  return toJsxRuntime(toHast(tree), { Fragment, jsx, jsxs, components: { a: Link, img: Image }, tableCellAlignToStyle: false })
}

export function EmojiMarkdown({ text, streaming }: MarkdownTextProps): ReactNode {
  return <Markdown text={text} streaming={streaming} renderBlock={renderBlock} />
}
