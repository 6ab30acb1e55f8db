/** @jsxRuntime classic */
import React, { type ReactElement } from 'react'
import { EmptyTabContent } from 'storybook/internal/components'
import { styled } from 'storybook/theming'
import { themed } from './themed.js'

const Code = styled.pre(
  themed((theme) => ({
    margin: 0,
    padding: '10px 14px',
    borderRadius: theme.appBorderRadius,
    border: `1px solid ${theme.appBorderColor}`,
    background: theme.background.content,
    color: theme.color.defaultText,
    fontFamily: theme.typography.fonts.mono,
    fontSize: theme.typography.size.s1,
    lineHeight: 1.6,
    textAlign: 'start',
    whiteSpace: 'pre-wrap',
  })),
)

const EXAMPLE = `parameters: {
  stream: { recording: () => import('./answer.stream.jsonl?raw'), at: { token: 37 } },
},
render: (args, { loaded }) => <Chat {...args} fetch={loaded.stream.fetch} />,`

/** Says how a story is given a recording. */
export function NoRecording(): ReactElement {
  return (
    <EmptyTabContent
      title="This story has no recording"
      description="Give it one, and its stream can be played, held at any token, and broken on purpose."
      footer={<Code>{EXAMPLE}</Code>}
    />
  )
}
