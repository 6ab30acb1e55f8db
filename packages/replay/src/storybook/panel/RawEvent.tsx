/** @jsxRuntime classic */
import React, { type ReactElement, type ReactNode } from 'react'
import { styled } from 'storybook/theming'
import { themed } from './themed.js'

const Text = styled.div(
  themed((theme) => ({
    fontFamily: theme.typography.fonts.mono,
    fontSize: theme.typography.size.s1,
    lineHeight: 1.6,
    whiteSpace: 'pre-wrap',
    overflowWrap: 'anywhere',
    '.field': { color: theme.textMutedColor },
    '.key': { color: theme.color.defaultText },
    '.text': { color: theme.base === 'dark' ? '#92c379' : '#146214' },
    '.other': { color: theme.base === 'dark' ? '#d7a65f' : '#8a4b08' },
    '.sign': { color: theme.textMutedColor },
  })),
)

/** The field of a line; a key; a text; any other value; signs. */
const PARTS = /^([a-z]*:)|("(?:[^"\\]|\\.)*")(?=\s*:)|("(?:[^"\\]|\\.)*")|(-?\d[\d.eE+-]*|true|false|null)|([{}[\],:]+)/gm
const KINDS = ['field', 'key', 'text', 'other', 'sign']

/** An event as it came, coloured as JSON. */
export function RawEvent({ text }: { readonly text: string }): ReactElement {
  return <Text>{partsOf(text.trimEnd())}</Text>
}

function partsOf(text: string): ReactNode[] {
  const parts: ReactNode[] = []
  let end = 0
  for (const match of text.matchAll(PARTS)) {
    const [part, ...kinds] = match
    parts.push(
      text.slice(end, match.index),
      <span key={match.index} className={KINDS[kinds.findIndex((kind) => kind !== undefined)]}>
        {part}
      </span>,
    )
    end = match.index + part.length
  }
  return [...parts, text.slice(end)]
}
