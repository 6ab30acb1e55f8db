import RotateCcw from 'lucide-react/icons/rotate-ccw'
import { useId, type ReactNode } from 'react'
import type { GatewayChoice } from '../gateways.js'
import { IconButton } from '../IconButton.js'
import { Panel, SETTINGS_BESIDE } from '../Panel.js'
import { ModelField } from './ModelField.js'
import { Select } from './Select.js'
import { MAX_TEMPERATURE, type Settings } from './settings.js'
import type { ModelChoice } from './useModel.js'

export const SETTINGS_PANEL: string = 'settings'

export interface SettingsPanelProps {
  gateways: readonly GatewayChoice[]
  gateway: GatewayChoice
  model: ModelChoice
  settings: Settings
  onChange: (changed: Partial<Settings>) => void
}

/** What is sent, and where to. Every change holds from the next message on. */
export function SettingsPanel({ gateways, gateway, model, settings, onChange }: SettingsPanelProps): ReactNode {
  return (
    <Panel id={SETTINGS_PANEL} title="Settings" beside={SETTINGS_BESIDE}>
      <div className="fields">
        <GatewayField gateways={gateways} gateway={gateway} onChange={(id) => onChange({ gateway: id })} />
        <ModelField key={gateway.id} choice={model} onChange={(name) => onChange({ models: { ...settings.models, [gateway.id]: name } })} />
        <SystemField value={settings.system} onChange={(system) => onChange({ system })} />
        <TemperatureField value={settings.temperature} onChange={(temperature) => onChange({ temperature })} />
        <StreamField value={settings.stream} onChange={(stream) => onChange({ stream })} />
        <OwnGateway shown={gateways.every(({ kind }) => kind === 'emulated')} />
      </div>
    </Panel>
  )
}

function GatewayField(props: { gateways: readonly GatewayChoice[]; gateway: GatewayChoice; onChange: (id: string) => void }): ReactNode {
  const { gateways, gateway, onChange } = props
  const id = useId()
  const upstream = gateways.filter(({ kind }) => kind === 'upstream')
  const emulated = gateways.filter(({ kind }) => kind === 'emulated')
  return (
    <div className="field">
      <label htmlFor={id}>Gateway</label>
      <Select id={id} value={gateway.id} onChange={(event) => onChange(event.target.value)} aria-describedby={`${id}-about`}>
        {upstream.length > 0 && <optgroup label="Yours">{upstream.map(asOption)}</optgroup>}
        <optgroup label="Embedded, by dialect">{emulated.map(asOption)}</optgroup>
      </Select>
      <p className="field-hint" id={`${id}-about`}>
        {gateway.about}
      </p>
    </div>
  )
}

function asOption({ id, label }: GatewayChoice): ReactNode {
  return (
    <option key={id} value={id}>
      {label}
    </option>
  )
}

function SystemField({ value, onChange }: { value: string; onChange: (value: string) => void }): ReactNode {
  const id = useId()
  return (
    <div className="field">
      <label htmlFor={id}>System prompt</label>
      <textarea
        id={id}
        rows={3}
        value={value}
        dir="auto"
        placeholder="You are a concise assistant."
        onChange={(event) => onChange(event.target.value)}
      />
    </div>
  )
}

function TemperatureField({ value, onChange }: { value: number | null; onChange: (value: number | null) => void }): ReactNode {
  const id = useId()
  return (
    <div className="field">
      <div className="field-line">
        <label htmlFor={id}>Temperature</label>
        <output htmlFor={id}>{value === null ? 'Gateway’s default' : value.toFixed(1)}</output>
        {value !== null && <IconButton icon={RotateCcw} label="Reset to default" onClick={() => onChange(null)} />}
      </div>
      <input
        id={id}
        type="range"
        min={0}
        max={MAX_TEMPERATURE}
        step={0.1}
        value={value ?? 1}
        data-unset={value === null ? '' : undefined}
        aria-valuetext={value === null ? 'The gateway’s default' : value.toFixed(1)}
        onChange={(event) => onChange(event.target.valueAsNumber)}
      />
    </div>
  )
}

function StreamField({ value, onChange }: { value: boolean; onChange: (value: boolean) => void }): ReactNode {
  const id = useId()
  return (
    <div className="field">
      <div className="field-line">
        <label htmlFor={id}>Stream</label>
        <input
          id={id}
          type="checkbox"
          role="switch"
          checked={value}
          aria-describedby={`${id}-about`}
          onChange={(event) => onChange(event.target.checked)}
        />
      </div>
      <p className="field-hint" id={`${id}-about`}>
        {value ? 'Tokens appear as they are made.' : 'The reply appears whole, once it is done.'}
      </p>
    </div>
  )
}

/** How to point the playground at a gateway of one's own; left out where that is done. */
function OwnGateway({ shown }: { shown: boolean }): ReactNode {
  if (!shown) return null
  return (
    <details className="own-gateway">
      <summary>Use your own gateway</summary>
      <p>
        Start the playground with its address and, where it asks for one, its key. The key stays in the server and never reaches this page.
      </p>
      <pre>{`OPENAI_BASE_URL=https://…/v1 \\\nOPENAI_API_KEY=… \\\nnpm start`}</pre>
    </details>
  )
}
