import type { Renderer } from './Renderer.ts'

/** Each is a file of its own, so that a page loads no other. */
const RENDERERS = {
  rivulet: () => import('./renderers/rivulet.tsx'),
  rivuletHighlighted: () => import('./renderers/rivuletHighlighted.tsx'),
  streamdown: () => import('./renderers/streamdown.tsx'),
  reactMarkdown: () => import('./renderers/reactMarkdown.tsx'),
  reactMarkdownByBlock: () => import('./renderers/reactMarkdownByBlock.tsx'),
  markdownToJsx: () => import('./renderers/markdownToJsx.tsx'),
  xMarkdown: () => import('./renderers/xMarkdown.tsx'),
  assistantUi: () => import('./renderers/assistantUi.tsx'),
  streamingMarkdown: () => import('./renderers/streamingMarkdown.ts'),
  plain: () => import('./renderers/plain.tsx'),
  nothing: () => import('./renderers/nothing.ts'),
} satisfies Record<string, () => Promise<{ readonly renderer: Renderer }>>

export type RendererKey = keyof typeof RENDERERS

export async function loadRenderer(key: RendererKey): Promise<Renderer> {
  return (await RENDERERS[key]()).renderer
}
