import RotateCcw from 'lucide-react/icons/rotate-ccw'
import { useId, useState, type ReactNode } from 'react'
import type { LabelOverrides } from '@rivulet/components'
import { GatewayField } from '../gateway/GatewayField.js'
import type { Gateways, GatewayUse } from '../gateway/useGateway.js'
import { IconButton } from '../IconButton.js'
import { Panel, SETTINGS_PANEL } from '../Panel.js'
import { LookFields } from './LookFields.js'
import { ModelField } from './ModelField.js'
import { ChoiceField, SwitchField } from './fields.js'
import { MAX_TEMPERATURE, type Settings } from './settings.js'
import { SystemField } from './SystemField.js'

export interface SettingsPanelProps {
  gateways: Gateways
  use: GatewayUse
  settings: Settings
  onChange: (changed: Partial<Settings>) => void
  words: LabelOverrides | undefined
}

const SEND_KEYS = { enter: 'Enter', 'mod+enter': 'Ctrl or ⌘ with Enter' } as const
const ANNOUNCEMENTS = { end: 'At its end', sentence: 'Sentence by sentence', off: 'Not at all' } as const

/** What is sent and where to, and how the page looks and behaves. Every change holds from the next message on. */
export function SettingsPanel({ gateways, use, settings, onChange, words }: SettingsPanelProps): ReactNode {
  const [layers, setLayers] = useState<HTMLElement | null>(null)
  const { gateway } = use
  return (
    <Panel id={SETTINGS_PANEL} title="Settings" beside={null}>
      <div className="fields">
        <GatewayField gateways={gateways} gateway={gateway} onChange={(id) => onChange({ gateway: id })} />
        <ModelField key={gateway.id} use={use} settings={settings} onChange={onChange} words={words} portalContainer={layers} />
        <SystemField settings={settings} onChange={onChange} />
        <TemperatureField value={settings.temperature} onChange={(temperature) => onChange({ temperature })} />
        <SwitchField
          name="Stream"
          value={settings.stream}
          hint={settings.stream ? 'Tokens appear as they are made.' : 'The reply appears whole, once it is done.'}
          onChange={(stream) => onChange({ stream })}
        />
        <SwitchField
          name="Tools"
          value={settings.tools}
          hint="Time, a calculator, a file that is deleted only with your leave, and a form that you answer."
          onChange={(tools) => onChange({ tools })}
        />
        <ChoiceField name="Send with" choices={SEND_KEYS} value={settings.sendKey} onChange={(sendKey) => onChange({ sendKey })} />
        <ChoiceField
          name="Read answers out"
          choices={ANNOUNCEMENTS}
          value={settings.announce}
          hint="To those who listen by a screen reader."
          onChange={(announce) => onChange({ announce })}
        />
        <LookFields settings={settings} onChange={onChange} />
        <OwnGateway shown={gateways.every(({ kind }) => kind === 'emulated')} />
      </div>
      <div ref={setLayers} className="panel-layers" />
    </Panel>
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
