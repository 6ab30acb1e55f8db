/** @jsxRuntime classic */
import React, { type ReactElement } from 'react'

const SHAPES = {
  play: 'M3.5 1.6c0-.5.5-.8.9-.5l7.9 5.3c.4.3.4.9 0 1.2l-7.9 5.3c-.4.3-.9 0-.9-.5z',
  pause: 'M3 1.5h2.6v11H3zM8.4 1.5H11v11H8.4z',
  step: 'M2.5 2.1c0-.5.5-.8.9-.5l6 4.9c.3.3.3.7 0 1l-6 4.9c-.4.3-.9 0-.9-.5zM10.4 1.5H12v11h-1.6z',
  stepBack: 'M11.5 2.1c0-.5-.5-.8-.9-.5l-6 4.9c-.3.3-.3.7 0 1l6 4.9c.4.3.9 0 .9-.5zM3.6 1.5H2v11h1.6z',
  toEnd:
    'M1 2.6c0-.5.5-.8.9-.5l4 4.4v-3.9c0-.5.5-.8.9-.5l4 4.4c.3.3.3.7 0 1l-4 4.4c-.4.3-.9 0-.9-.5V7.5l-4 4.4c-.4.3-.9 0-.9-.5zM11.6 1.8H13v10.4h-1.4z',
  toStart:
    'M13 2.6c0-.5-.5-.8-.9-.5l-4 4.4v-3.9c0-.5-.5-.8-.9-.5l-4 4.4c-.3.3-.3.7 0 1l4 4.4c.4.3.9 0 .9-.5V7.5l4 4.4c.4.3.9 0 .9-.5zM2.4 1.8H1v10.4h1.4z',
  loop: 'M9.6.6 12.4 3 9.6 5.4V3.7H5A2.8 2.8 0 0 0 2.2 6.5H.8A4.2 4.2 0 0 1 5 2.3h4.6zM4.4 13.4 1.6 11l2.8-2.4v1.7H9a2.8 2.8 0 0 0 2.8-2.8h1.4A4.2 4.2 0 0 1 9 11.7H4.4z',
  reset: 'M7 1.5A5.5 5.5 0 1 1 1.8 8.8l1.3-.4A4.1 4.1 0 1 0 3.6 4.6h2v1.3H1.4V1.7h1.3v1.7A5.5 5.5 0 0 1 7 1.5z',
  link: 'M6 8a2.6 2.6 0 0 0 3.8.2l2-2a2.6 2.6 0 0 0-3.7-3.7l-1 1 .9.9 1-1a1.3 1.3 0 0 1 1.9 1.9l-2 2A1.3 1.3 0 0 1 7 7.2zm2-2a2.6 2.6 0 0 0-3.8-.2l-2 2a2.6 2.6 0 0 0 3.7 3.7l1-1-.9-.9-1 1a1.3 1.3 0 0 1-1.9-1.9l2-2A1.3 1.3 0 0 1 7 6.8z',
  close: 'M3.3 2.3 7 6l3.7-3.7 1 1L8 7l3.7 3.7-1 1L7 8l-3.7 3.7-1-1L6 7 2.3 3.3z',
  check: 'M11.9 3.1 5.4 10.7 2.1 7.5l.9-1 2.3 2.2 5.5-6.5z',
  bolt: 'M7.9.9 2.6 7.7c-.2.3 0 .6.3.6h3.3l-.9 4.5c-.1.4.4.6.7.3l5.4-6.8c.2-.3 0-.6-.3-.6H7.7l.9-4.5C8.7.8 8.2.6 7.9.9z',
} as const

/** A sign in the size and colour of Storybook's own. */
export function Icon({ name }: { readonly name: keyof typeof SHAPES }): ReactElement {
  return (
    <svg viewBox="0 0 14 14" width="14" height="14" aria-hidden="true">
      <path d={SHAPES[name]} fill="currentColor" fillRule="evenodd" />
    </svg>
  )
}
