import { ErrorNotice } from '@rivulet/components'
import { useId, type ReactNode } from 'react'
import { Select } from './Select.js'
import type { ModelChoice } from './useModel.js'

/** The models that the gateway lists; where it lists none, a name can be typed. */
export function ModelField({ choice, onChange }: { choice: ModelChoice; onChange: (model: string) => void }): ReactNode {
  const { model, names, error, retry } = choice
  const id = useId()
  const label = <label htmlFor={id}>Model</label>

  if (error || names?.length === 0) {
    return (
      <div className="field">
        {label}
        <input
          id={id}
          value={model}
          placeholder="Name of a model"
          spellCheck={false}
          autoComplete="off"
          onChange={(event) => onChange(event.target.value)}
        />
        {error ? <ErrorNotice error={error} onRetry={retry} /> : null}
      </div>
    )
  }
  return (
    <div className="field">
      {label}
      <Select id={id} value={model} aria-busy={!names} onChange={(event) => onChange(event.target.value)}>
        {names?.map((name) => (
          <option key={name}>{name}</option>
        ))}
      </Select>
    </div>
  )
}
