/** @jsxRuntime classic */
import React, { type KeyboardEvent, type ReactElement, useState } from 'react'
import { AddonPanel } from 'storybook/internal/components'
import { useParameter, useStorybookState, useStoryPrepared } from 'storybook/manager-api'
import { styled } from 'storybook/theming'
import type { StepUnit, StreamCommand } from '../streamCommand.js'
import { PARAMETER } from '../streamEvents.js'
import { Faults } from './Faults.js'
import { Inspector } from './Inspector.js'
import { NoRecording } from './NoRecording.js'
import { Timeline } from './Timeline.js'
import { Transport } from './Transport.js'
import { type ShownStream, useStream } from './useStream.js'
import { themed } from './themed.js'

const Frame = styled.div({ containerType: 'inline-size', height: '100%', overflow: 'auto' })
const Column = styled.div({
  display: 'flex',
  flexDirection: 'column',
  gap: 8,
  height: '100%',
  boxSizing: 'border-box',
  padding: '8px 12px 12px',
})
const Problem = styled.p(themed((theme) => ({ margin: 0, color: theme.color.negative, fontSize: theme.typography.size.s2 })))

/** The panel: Storybook shows it under its title. */
export function StreamPanel({ active }: { readonly active: boolean }): ReactElement {
  return (
    <AddonPanel active={active} hasScrollbar={false}>
      <Frame>{active ? <Content /> : null}</Frame>
    </AddonPanel>
  )
}

function Content(): ReactElement | null {
  const parameter = useParameter<unknown>(PARAMETER, undefined)
  const { storyId } = useStorybookState()
  const isPrepared = useStoryPrepared(storyId)
  const stream = useStream()
  if (stream) return <Shown {...stream} />
  return isPrepared && parameter === undefined ? <NoRecording /> : null
}

function Shown(stream: ShownStream): ReactElement {
  const { report, send } = stream
  const [unit, setUnit] = useState<StepUnit>('token')
  const onKeyDown = (event: KeyboardEvent) => {
    const command = commandOf(event, report.state, unit)
    if (!command) return
    event.preventDefault()
    event.stopPropagation()
    send(command)
  }
  return (
    <Column onKeyDown={onKeyDown}>
      <Transport {...stream} unit={unit} onUnit={setUnit} />
      <Timeline {...stream} />
      <Faults {...stream} />
      {report.problem !== undefined && <Problem role="alert">{report.problem}</Problem>}
      <Inspector report={report} />
    </Column>
  )
}

/** What a key does anywhere in the panel, except in a field, a menu or a text that scrolls. */
function commandOf(
  { key, shiftKey, altKey, ctrlKey, metaKey, target, currentTarget }: KeyboardEvent,
  { playing, positionMs, durationMs }: ShownStream['report']['state'],
  unit: StepUnit,
): StreamCommand | undefined {
  if (altKey || ctrlKey || metaKey || !(target instanceof Element)) return undefined
  const owner = target.closest('input, select, [role="region"], [role="listbox"], [role="dialog"], [aria-haspopup]')
  // React tells of keys in a menu too, which Storybook shows outside of the panel.
  if (!currentTarget.contains(target) || currentTarget.contains(owner)) return undefined
  const scrub = (share: number): StreamCommand => {
    const ms = Math.round(positionMs + share * durationMs)
    return { do: 'seek', target: { ms: Math.max(0, Math.min(durationMs, ms)) } }
  }
  switch (key) {
    case ' ':
      // A button that has the focus is pressed by it.
      return target.closest('button') ? undefined : { do: playing ? 'pause' : 'play' }
    case 'ArrowRight':
      return shiftKey ? scrub(0.02) : { do: 'step', by: unit }
    case 'ArrowLeft':
      return shiftKey ? scrub(-0.02) : { do: 'stepBack', by: unit }
    case 'PageUp':
      return scrub(0.1)
    case 'PageDown':
      return scrub(-0.1)
    case 'Home':
      return { do: 'seek', target: { read: 0 } }
    case 'End':
      return { do: 'seek', target: { ms: durationMs } }
    default:
      return undefined
  }
}
