import type { LabelOverrides } from '@rivulet/components'
import { useId, useRef, type ReactNode } from 'react'
import { GatewayModelPicker } from '../gateway/GatewayModelPicker.js'
import type { GatewayUse } from '../gateway/useGateway.js'
import type { Settings } from './settings.js'

interface ModelFieldProps {
  use: GatewayUse
  settings: Settings
  onChange: (changed: Partial<Settings>) => void
  words: LabelOverrides | undefined
  portalContainer: HTMLElement | null
}

/** The models that the gateway lists; where it lists none, a name can be typed. */
export function ModelField({ use, settings, onChange, words, portalContainer }: ModelFieldProps): ReactNode {
  const { gateway, choice } = use
  const { model, models, error, retry } = choice
  const id = useId()
  const field = useRef<HTMLDivElement>(null)
  const isListed = !error && models?.length !== 0
  const tryAgain = (): void => {
    // The button goes away with the press.
    field.current?.focus()
    retry()
  }
  return (
    <div className="field" ref={field} tabIndex={-1} role="group" aria-labelledby={`${id}-name`}>
      <span className="field-name" id={`${id}-name`}>
        Model
      </span>
      {isListed ? (
        <GatewayModelPicker use={use} settings={settings} onSettings={onChange} words={words} portalContainer={portalContainer} />
      ) : (
        <input
          aria-label="Name of the model"
          value={model}
          placeholder="Name of a model"
          spellCheck={false}
          autoComplete="off"
          onChange={(event) => onChange({ models: { ...settings.models, [gateway.id]: event.target.value } })}
        />
      )}
      {error ? <NotListed detail={error.message} onRetry={tryAgain} /> : null}
    </div>
  )
}

/** One line: where the cause matters, the chat says it in full. */
function NotListed({ detail, onRetry }: { detail: string; onRetry: () => void }): ReactNode {
  return (
    <div className="field-hint field-note" role="status">
      <details>
        <summary>The models could not be listed.</summary>
        <p dir="auto">{detail}</p>
      </details>
      <button type="button" className="rivulet-button" data-quiet="" onClick={onRetry}>
        Retry
      </button>
    </div>
  )
}
