import { TextMessagePartProvider } from '@assistant-ui/react'
import { MarkdownTextPrimitive } from '@assistant-ui/react-markdown'
import { memo } from 'react'
import remarkGfm from 'remark-gfm'
import { mountReact } from '../mountReact.tsx'
import type { Renderer } from '../Renderer.ts'

const PLUGINS = [remarkGfm]
/** `smooth` would show the text later than it came. */
const Text = memo(function Text() {
  return <MarkdownTextPrimitive smooth={false} remarkPlugins={PLUGINS} />
})

export const renderer: Renderer = {
  container: ':scope > div',
  mount: mountReact(({ text, isWhole }) => (
    <TextMessagePartProvider text={text} isRunning={!isWhole}>
      <Text />
    </TextMessagePartProvider>
  )),
}
