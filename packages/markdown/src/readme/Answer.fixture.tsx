import { Markdown } from '@rivulet/markdown/react'
import '@rivulet/markdown/styles.css'
import type { ReactNode } from 'react'

const urlPolicy = { imageHosts: ['images.example.com'] }

export function Answer({ text, streaming }: { text: string; streaming: boolean }): ReactNode {
  return <Markdown text={text} streaming={streaming} footnotes urlPolicy={urlPolicy} />
}
