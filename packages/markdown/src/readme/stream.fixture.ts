import { createMarkdown, type Root } from '@rivulet/markdown'

export async function draw(answer: AsyncIterable<string>, show: (root: Root) => void): Promise<void> {
  const markdown = createMarkdown({ math: true, footnotes: true })
  const unsubscribe = markdown.subscribe(() => show(markdown.root))
  for await (const piece of answer) markdown.append(piece)
  markdown.finish()
  unsubscribe()
}
