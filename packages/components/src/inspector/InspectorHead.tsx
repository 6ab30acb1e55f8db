'use client'
import ChevronDown from 'lucide-react/icons/chevron-down'
import Download from 'lucide-react/icons/download'
import Eraser from 'lucide-react/icons/eraser'
import type { LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'
import type { Labels } from '../labels/labels.js'
import { CopyButton } from './CopyButton.js'
import { wireTextOf } from './describeRow.js'
import type { InspectedRun } from './InspectedRun.js'

interface InspectorHeadProps {
  runs: readonly InspectedRun[]
  run: InspectedRun
  /** The run beside it. */
  compared: InspectedRun | undefined
  onChoose: (id: string) => void
  onCompare: (id: string) => void
  onExport: ((run: InspectedRun) => unknown) | undefined
  onClear: (() => unknown) | undefined
  words: Labels
}

/** Which run is looked at and which beside it, and what can be done with it. */
export function InspectorHead({ runs, run, compared, onChoose, onCompare, onExport, onClear, words }: InspectorHeadProps): ReactNode {
  const others = runs.filter(({ id }) => id !== run.id)
  return (
    <div className="rivulet-inspector-head">
      <div className="rivulet-inspector-choice">
        <RunSelect label={words.inspectedRun} value={run.id} choices={runs} runs={runs} onChange={onChoose} words={words} />
        {others.length > 0 ? (
          <RunSelect
            label={words.comparedRun}
            value={compared?.id ?? ''}
            none={words.compareWith}
            choices={others}
            runs={runs}
            onChange={onCompare}
            words={words}
          />
        ) : null}
      </div>
      <div className="rivulet-inspector-actions">
        <CopyButton className="rivulet-icon-button" label={words.copyRun} textOf={() => wireTextOf(run)} words={words} />
        {onExport ? <HeadButton icon={Download} label={words.exportRun} onClick={() => onExport(run)} /> : null}
        {onClear ? <HeadButton icon={Eraser} label={words.clearRuns} onClick={onClear} /> : null}
      </div>
    </div>
  )
}

/** The name of a run among others: its number and its title. */
export function runNameOf(run: InspectedRun, runs: readonly InspectedRun[], words: Labels): string {
  return words.runName(runs.findIndex(({ id }) => id === run.id) + 1, run.title ?? '')
}

interface RunSelectProps {
  label: string
  value: string
  /** The choice of no run. */
  none?: string
  choices: readonly InspectedRun[]
  runs: readonly InspectedRun[]
  onChange: (id: string) => void
  words: Labels
}

function RunSelect({ label, value, none, choices, runs, onChange, words }: RunSelectProps): ReactNode {
  return (
    <span className="rivulet-inspector-select" data-none={value === '' ? '' : undefined}>
      <select aria-label={label} value={value} onChange={(event) => onChange(event.target.value)}>
        {none === undefined ? null : <option value="">{none}</option>}
        {choices.map((run) => (
          <option key={run.id} value={run.id}>
            {runNameOf(run, runs, words)}
          </option>
        ))}
      </select>
      <ChevronDown className="rivulet-icon" />
    </span>
  )
}

function HeadButton({ icon: Icon, label, onClick }: { icon: LucideIcon; label: string; onClick: () => unknown }): ReactNode {
  return (
    <button type="button" className="rivulet-icon-button" aria-label={label} title={label} onClick={() => void onClick()}>
      <Icon className="rivulet-icon" />
    </button>
  )
}
