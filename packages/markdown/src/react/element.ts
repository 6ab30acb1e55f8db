import { createElement, type ComponentType, type JSX, type ReactNode } from 'react'
import type { Drawing, MarkdownTag } from './Drawing.js'

/** An element, or what is drawn in its place. Children are given one by one, so that only lists need keys. */
export function element<Tag extends MarkdownTag>(
  { components }: Drawing,
  tag: Tag,
  props: JSX.IntrinsicElements[Tag] | null,
  ...children: ReactNode[]
): ReactNode {
  const type = (components[tag] ?? tag) as ComponentType<unknown> | string
  return createElement(type, props, ...children)
}
