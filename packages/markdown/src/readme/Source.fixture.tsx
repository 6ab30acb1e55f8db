import { createMarkdown } from '@rivulet/markdown'
import { Markdown } from '@rivulet/markdown/react'
import { useEffect, useState, type ReactNode } from 'react'

export function Growing({ answer }: { answer: AsyncIterable<string> }): ReactNode {
  const [source] = useState(() => createMarkdown())
  useEffect(() => {
    let left = false
    const read = async () => {
      for await (const piece of answer) {
        if (left) return
        source.append(piece)
      }
      source.finish()
    }
    void read()
    return () => {
      left = true
    }
  }, [answer, source])
  return <Markdown source={source} />
}
