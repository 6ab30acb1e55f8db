import { useId, type ReactNode } from 'react'
import { Select } from './Select.js'

interface ChoiceFieldProps<Choice extends string> {
  name: string
  /** The words for each choice, in the order in which they are offered. */
  choices: Readonly<Record<Choice, string>>
  value: Choice
  hint?: string
  onChange: (value: Choice) => void
}

/** One of a few. */
export function ChoiceField<Choice extends string>({ name, choices, value, hint, onChange }: ChoiceFieldProps<Choice>): ReactNode {
  const id = useId()
  return (
    <div className="field">
      <label htmlFor={id}>{name}</label>
      <Select
        id={id}
        value={value}
        aria-describedby={hint === undefined ? undefined : `${id}-about`}
        onChange={(event) => onChange(event.target.value as Choice)}
      >
        {Object.entries<string>(choices).map(([choice, label]) => (
          <option key={choice} value={choice}>
            {label}
          </option>
        ))}
      </Select>
      {hint !== undefined && <Hint id={`${id}-about`}>{hint}</Hint>}
    </div>
  )
}

interface SwitchFieldProps {
  name: string
  value: boolean
  hint: string
  onChange: (value: boolean) => void
}

/** On or off. */
export function SwitchField({ name, value, hint, onChange }: SwitchFieldProps): ReactNode {
  const id = useId()
  return (
    <div className="field">
      <div className="field-line">
        <label htmlFor={id}>{name}</label>
        <input
          id={id}
          type="checkbox"
          role="switch"
          checked={value}
          aria-describedby={`${id}-about`}
          onChange={(event) => onChange(event.target.checked)}
        />
      </div>
      <Hint id={`${id}-about`}>{hint}</Hint>
    </div>
  )
}

function Hint({ id, children }: { id: string; children: ReactNode }): ReactNode {
  return (
    <p className="field-hint" id={id}>
      {children}
    </p>
  )
}
