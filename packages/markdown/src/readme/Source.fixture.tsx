import { createMarkdown } from '@rivulet/markdown'
import { Markdown } from '@rivulet/markdown/react'
import { useState, type ReactNode } from 'react'

export function Ask({ ask }: { ask: () => AsyncIterable<string> }): ReactNode {
  const [source, setSource] = useState(() => createMarkdown())
  const send = async () => {
    const answer = createMarkdown({ footnotes: true })
    setSource(answer)
    try {
      for await (const piece of ask()) answer.append(piece)
    } finally {
      answer.finish()
    }
  }
  return (
    <>
      <Markdown source={source} />
      <button type="button" onClick={() => void send()}>
        Ask
      </button>
    </>
  )
}
