import { CodeBlock, Markdown, type CodeBlockProps } from '@rivulet/markdown/react'
import type { ComponentProps, ReactNode } from 'react'

function Code(props: CodeBlockProps): ReactNode {
  return <CodeBlock {...props} actions={<button type="button">Run</button>} />
}

const components = {
  h1: (props: ComponentProps<'h1'>) => <h2 {...props} />,
  codeBlock: Code,
}

export function Page({ text }: { text: string }): ReactNode {
  return <Markdown text={text} components={components} />
}
