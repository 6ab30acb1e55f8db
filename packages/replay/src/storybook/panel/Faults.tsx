/** @jsxRuntime classic */
import React, { type ReactElement, useId, useState } from 'react'
import { Button } from 'storybook/internal/components'
import { styled } from 'storybook/theming'
import type { FaultParam } from '../../faults/fault.js'
import type { ChosenFault, StreamTimeline } from '../streamEvents.js'
import { Icon } from './Icon.js'
import type { ShownStream } from './useStream.js'
import { themed } from './themed.js'

const Row = styled.div({ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 6 })
const Chosen = styled.fieldset(
  themed((theme) => ({
    display: 'flex',
    alignItems: 'flex-start',
    minWidth: 0,
    margin: 0,
    padding: '1px 2px 1px 10px',
    border: `1px solid ${theme.color.warning}`,
    borderRadius: theme.appBorderRadius,
    fontSize: theme.typography.size.s1,
    legend: {
      float: 'left',
      padding: '0 10px 0 0',
      lineHeight: '28px',
      whiteSpace: 'nowrap',
      fontWeight: theme.typography.weight.bold,
      color: theme.color.defaultText,
    },
  })),
)
const Parameters = styled.div({ display: 'flex', flexWrap: 'wrap', gap: '2px 10px', minWidth: 0, flex: 1 })
const Parameter = styled.label(
  themed((theme) => ({
    display: 'flex',
    alignItems: 'center',
    gap: 5,
    minHeight: 28,
    color: theme.textMutedColor,
    input: {
      width: 62,
      height: 22,
      padding: '0 6px',
      border: 0,
      borderRadius: theme.input.borderRadius,
      boxShadow: `${theme.input.border} 0 0 0 1px inset`,
      background: theme.input.background,
      color: theme.input.color,
      font: 'inherit',
      fontVariantNumeric: 'tabular-nums',
      '&[data-type="text"]': { width: 130 },
      '&::placeholder': { color: theme.textMutedColor, opacity: 0.8 },
      '&:focus-visible': { outline: `2px solid ${theme.color.secondary}` },
    },
  })),
)

/** What goes wrong on purpose, with its parameters. */
export function Faults({ timeline, report: { faults }, send }: ShownStream): ReactElement | null {
  const choose = (chosen: readonly ChosenFault[]) => send({ do: 'faults', faults: chosen })
  if (faults.length === 0) return null
  return (
    <Row role="group" aria-label="Chosen faults">
      {faults.map((fault, index) => (
        <OneFault
          key={fault.name}
          fault={fault}
          kind={timeline.faultKinds.find(({ name }) => name === fault.name)}
          onChange={(changed) => choose(faults.with(index, changed))}
          onRemove={() => choose(faults.filter((each) => each !== fault))}
        />
      ))}
    </Row>
  )
}

interface OneFaultProps {
  readonly fault: ChosenFault
  readonly kind: StreamTimeline['faultKinds'][number] | undefined
  readonly onChange: (fault: ChosenFault) => void
  readonly onRemove: () => void
}

function OneFault({ fault, kind, onChange, onRemove }: OneFaultProps): ReactElement {
  const title = kind?.title ?? fault.name
  // Every fault has a seed and a number of times; they are shown where they say something.
  const params = Object.entries(kind?.params ?? {}).filter(
    ([name, { default: usual }]) => name !== 'seed' && (name !== 'times' || usual !== undefined || fault.params[name] !== undefined),
  )
  return (
    <Chosen>
      <legend>{title}</legend>
      <Parameters>
        {params.map(([name, param]) => (
          <ParameterField
            key={`${name} ${fault.params[name]}`}
            param={param}
            value={fault.params[name]}
            onChange={(value) => onChange({ ...fault, params: { ...fault.params, [name]: value } })}
          />
        ))}
      </Parameters>
      <Button variant="ghost" size="small" padding="small" ariaLabel={`Without “${title}”`} onClick={onRemove}>
        <Icon name="close" />
      </Button>
    </Chosen>
  )
}

interface ParameterFieldProps {
  readonly param: FaultParam
  readonly value: number | string | undefined
  readonly onChange: (value: number | string | undefined) => void
}

/** Takes effect when it is left or with Enter; an empty one is as usual. */
function ParameterField({ param, value, onChange }: ParameterFieldProps): ReactElement {
  const id = useId()
  const [text, setText] = useState(value === undefined ? '' : String(value))
  const { type, title, unit, default: usual } = param
  const commit = () => {
    const trimmed = text.trim()
    if (trimmed !== String(value ?? ''))
      onChange(trimmed === '' ? undefined : type !== 'text' && /^\d+$/.test(trimmed) ? Number(trimmed) : trimmed)
  }
  return (
    <Parameter htmlFor={id}>
      {title}
      <input
        id={id}
        type="text"
        inputMode={type === 'number' ? 'numeric' : 'text'}
        data-type={type}
        placeholder={usual === undefined ? 'none' : String(usual)}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onBlur={commit}
        onKeyDown={(event) => event.key === 'Enter' && commit()}
      />
      {unit !== undefined && type === 'number' && unit}
    </Parameter>
  )
}
