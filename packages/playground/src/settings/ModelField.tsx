import { useId, useRef, type ReactNode } from 'react'
import { Select } from './Select.js'
import type { ModelChoice } from './useModel.js'

/** The models that the gateway lists; where it lists none, a name can be typed. */
export function ModelField({ choice, onChange }: { choice: ModelChoice; onChange: (model: string) => void }): ReactNode {
  const { model, names, error, retry } = choice
  const id = useId()
  const field = useRef<HTMLDivElement>(null)
  const label = <label htmlFor={id}>Model</label>

  if (error || names?.length === 0) {
    const tryAgain = (): void => {
      // The button goes away with the press.
      field.current?.focus()
      retry()
    }
    return (
      <div className="field" ref={field} tabIndex={-1}>
        {label}
        <input
          id={id}
          value={model}
          placeholder="Name of a model"
          spellCheck={false}
          autoComplete="off"
          onChange={(event) => onChange(event.target.value)}
        />
        {error ? <NotListed detail={error.message} onRetry={tryAgain} /> : null}
      </div>
    )
  }
  return (
    <div className="field" ref={field} tabIndex={-1}>
      {label}
      <Select id={id} value={model} aria-busy={!names} onChange={(event) => onChange(event.target.value)}>
        {names?.map((name) => (
          <option key={name}>{name}</option>
        ))}
      </Select>
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
