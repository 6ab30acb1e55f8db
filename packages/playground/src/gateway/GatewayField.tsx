import { useId, type ReactNode } from 'react'
import { Select } from '../settings/Select.js'
import type { GatewayChoice } from './gateways.js'

/** The gateways to choose from, one's own before the embedded ones. */
export function GatewayField(props: {
  gateways: readonly GatewayChoice[]
  gateway: GatewayChoice
  onChange: (id: string) => void
}): ReactNode {
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
