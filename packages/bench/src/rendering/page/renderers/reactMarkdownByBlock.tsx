import { memo, useMemo } from 'react'
import Markdown from 'react-markdown'
import remarkGfm from 'remark-gfm'
import { parseMarkdownIntoBlocks } from 'streamdown'
import { mountReact, type DrawnProps } from '../mountReact.tsx'
import type { Renderer } from '../Renderer.ts'

const PLUGINS = [remarkGfm]

const Block = memo(function Block({ text }: { text: string }) {
  return <Markdown remarkPlugins={PLUGINS}>{text}</Markdown>
})

/** As the AI SDK's cookbook has it: marked cuts the text into blocks, here in streamdown's hands, and blocks that are the same are not drawn again. */
function Blocks({ text }: DrawnProps) {
  const blocks = useMemo(() => parseMarkdownIntoBlocks(text), [text])
  // A block's place is all that it has.
  // oxlint-disable-next-line react/no-array-index-key
  return blocks.map((block, place) => <Block key={place} text={block} />)
}

export const renderer: Renderer = { mount: mountReact(Blocks) }
