/** @jsxRuntime classic */
import React, { type ReactElement } from 'react'
import { styled } from 'storybook/theming'
import { themed } from './themed.js'

const Select = styled.select(
  themed((theme) => ({
    height: 28,
    padding: '0 20px 0 8px',
    border: 0,
    borderRadius: theme.input.borderRadius,
    appearance: 'none',
    background: `transparent url("data:image/svg+xml,${encodeURIComponent(chevron(theme.textMutedColor))}") no-repeat right 6px center`,
    color: theme.textMutedColor,
    font: 'inherit',
    fontSize: theme.typography.size.s1,
    fontWeight: theme.typography.weight.bold,
    cursor: 'pointer',
    '&:hover': { backgroundColor: theme.background.hoverable, color: theme.color.secondary },
    '&:focus-visible': { outline: `2px solid ${theme.color.secondary}`, outlineOffset: -1 },
    option: { background: theme.background.content, color: theme.color.defaultText },
  })),
)

interface MenuProps {
  readonly label: string
  readonly value: string
  readonly options: readonly { readonly value: string; readonly title: string }[]
  readonly onChange: (value: string) => void
}

/** One of a few words, in the looks of Storybook's quiet buttons; its own `Select` marks whatever is chosen as out of the ordinary. */
export function Menu({ label, value, options, onChange }: MenuProps): ReactElement {
  return (
    <Select aria-label={label} title={label} value={value} onChange={(event) => onChange(event.target.value)}>
      {options.map((option) => (
        <option key={option.value} value={option.value}>
          {option.title}
        </option>
      ))}
    </Select>
  )
}

function chevron(colour: string): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8" viewBox="0 0 8 8"><path d="M1 2.5 4 5.5 7 2.5" fill="none" stroke="${colour}" stroke-width="1.3"/></svg>`
}
