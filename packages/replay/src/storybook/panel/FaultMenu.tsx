/** @jsxRuntime classic */
import React, { type ReactElement } from 'react'
import { Select } from 'storybook/internal/components'
import type { ChosenFault } from '../streamEvents.js'
import { Icon } from './Icon.js'
import type { ShownStream } from './useStream.js'

/** Which faults there are, and which are chosen. */
export function FaultMenu({ timeline, report: { faults }, send }: ShownStream): ReactElement {
  const names = faults.map(({ name }) => name)
  const choose = (chosen: readonly ChosenFault[]) => send({ do: 'faults', faults: chosen })
  return (
    <Select
      key={names.join()}
      size="small"
      padding="small"
      ariaLabel="Faults"
      tooltip="What goes wrong on purpose"
      icon={<Icon name="bolt" />}
      multiSelect
      defaultOptions={names}
      options={timeline.faultKinds.map(({ name, title, does }) => ({ value: name, title, description: does }))}
      onChange={(chosen) => choose(withNames(faults, chosen.map(String)))}
      onReset={() => choose([])}
      resetLabel="No faults"
      showSelectedOptionTitle={false}
    >
      Faults
    </Select>
  )
}

/** Those chosen before keep their place and their parameters. */
function withNames(faults: readonly ChosenFault[], names: readonly string[]): ChosenFault[] {
  const kept = faults.filter(({ name }) => names.includes(name))
  const added = names.filter((name) => !kept.some((fault) => fault.name === name))
  return [...kept, ...added.map((name) => ({ name, params: {} }))]
}
