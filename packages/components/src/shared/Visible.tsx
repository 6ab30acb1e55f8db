import { visible } from '@rivulet/markdown/react'
import type { ReactNode } from 'react'

/** A text that somebody else wrote, with a mark in place of each character that would not be seen. */
export function Visible({ text }: { text: string }): ReactNode {
  return visible(text)
}
