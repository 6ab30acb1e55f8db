/** @jsxRuntime classic */
import React, { type ReactElement, useEffect, useState } from 'react'
import { Button, ToggleButton } from 'storybook/internal/components'
import { styled } from 'storybook/theming'
import type { StepUnit } from '../streamCommand.js'
import { PANEL } from '../streamEvents.js'
import { FaultMenu } from './FaultMenu.js'
import { Icon } from './Icon.js'
import { inNumbers, inTime } from './inWords.js'
import { Menu } from './Menu.js'
import type { ShownStream } from './useStream.js'
import { themed } from './themed.js'

const UNITS: readonly StepUnit[] = ['read', 'event', 'token']
const SPEEDS: readonly (number | 'instant')[] = [0.1, 0.25, 0.5, 1, 2, 5, 10, 25, 100, 'instant']

const Row = styled.div({ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: '4px 10px', minHeight: 32 })
const Group = styled.div({ display: 'flex', alignItems: 'center', gap: 2 })
const Readout = styled.output(
  themed((theme) => ({
    display: 'flex',
    flexWrap: 'wrap',
    justifyContent: 'flex-end',
    columnGap: 12,
    marginLeft: 'auto',
    paddingInline: 4,
    color: theme.textMutedColor,
    fontSize: theme.typography.size.s1,
    fontVariantNumeric: 'tabular-nums',
    whiteSpace: 'nowrap',
    b: { color: theme.color.defaultText, fontWeight: theme.typography.weight.bold },
  })),
)

interface TransportProps extends ShownStream {
  readonly unit: StepUnit
  readonly onUnit: (unit: StepUnit) => void
}

/** What moves the stream, and where it is. */
export function Transport({ timeline, report, unit, onUnit, send }: TransportProps): ReactElement {
  const { state, speed } = report
  const speeds = SPEEDS.includes(speed) ? SPEEDS : [speed, ...SPEEDS]
  return (
    <Row role="toolbar" aria-label="Playback">
      <Group>
        <Press icon="toStart" label="To the start" onClick={() => send({ do: 'seek', target: { read: 0 } })} />
        <Press icon="stepBack" label={`Back one ${unit}`} onClick={() => send({ do: 'stepBack', by: unit })} />
        <Press
          icon={state.playing ? 'pause' : 'play'}
          label={state.playing ? 'Pause' : 'Play'}
          solid
          onClick={() => send({ do: state.playing ? 'pause' : 'play' })}
        />
        <Press icon="step" label={`Forward one ${unit}`} onClick={() => send({ do: 'step', by: unit })} />
        <Press icon="toEnd" label="To the end" onClick={() => send({ do: 'seek', target: { ms: state.durationMs } })} />
      </Group>
      <Group>
        <Menu
          label="Step by"
          value={unit}
          options={UNITS.map((value) => ({ value, title: `by ${value}` }))}
          onChange={(value) => onUnit(value as StepUnit)}
        />
        <Menu
          label="Speed"
          value={String(speed)}
          options={speeds.map((value) => ({ value: String(value), title: typeof value === 'number' ? `${value} ×` : 'instant' }))}
          onChange={(value) => send({ do: 'speed', speed: value === 'instant' ? value : Number(value) })}
        />
        <ToggleButton
          variant="ghost"
          size="small"
          padding="small"
          ariaLabel="Loop"
          pressed={state.loop}
          onClick={() => send({ do: 'loop', loop: !state.loop })}
        >
          <Icon name="loop" />
        </ToggleButton>
        <FaultMenu timeline={timeline} report={report} send={send} />
      </Group>
      <Readout aria-label="Position">
        <span>
          <b>{inTime(state.positionMs, state.durationMs)}</b> / {inTime(state.durationMs)}
        </span>
        {(['read', 'token'] as const).map((each) => {
          const { played, total } = state[`${each}s`]
          return (
            <span key={each}>
              {each} <b>{inNumbers(played)}</b> / {inNumbers(total)}
            </span>
          )
        })}
      </Readout>
      <Group>
        <CopyLink />
        <Press icon="reset" label="As the story says" disabled={report.address === ''} onClick={() => send({ do: 'reset' })} />
      </Group>
    </Row>
  )
}

interface PressProps {
  readonly icon: React.ComponentProps<typeof Icon>['name']
  readonly label: string
  readonly solid?: boolean
  readonly disabled?: boolean
  readonly onClick: () => void
}

function Press({ icon, label, solid = false, disabled = false, onClick }: PressProps): ReactElement {
  return (
    <Button variant={solid ? 'solid' : 'ghost'} size="small" padding="small" ariaLabel={label} disabled={disabled} onClick={onClick}>
      <Icon name={icon} />
    </Button>
  )
}

/** The address holds the moment by then; not yet that this is the panel to show beside it. */
function CopyLink(): ReactElement {
  const [copied, setCopied] = useState(false)
  useEffect(() => {
    if (!copied) return undefined
    const timer = setTimeout(() => setCopied(false), 2000)
    return () => clearTimeout(timer)
  }, [copied])
  const copy = async () => {
    await navigator.clipboard.writeText(`${window.location.href}&addonPanel=${PANEL}`).catch(() => undefined)
    setCopied(true)
  }
  return <Press icon={copied ? 'check' : 'link'} label={copied ? 'Copied' : 'Copy a link to this moment'} onClick={() => void copy()} />
}
