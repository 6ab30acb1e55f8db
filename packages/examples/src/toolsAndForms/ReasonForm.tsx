import type { FormEvent } from 'react'

interface ReasonFormProps {
  onGive: (reason: unknown) => unknown
}

/** Stands within the call that waits for it. */
export function ReasonForm({ onGive }: ReasonFormProps) {
  function give(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    onGive(new FormData(event.currentTarget).get('reason'))
  }

  return (
    <form className="reason" onSubmit={give}>
      <label>
        Reason
        <select name="reason">
          <option>Too small</option>
          <option>Not as shown</option>
          <option>Came too late</option>
        </select>
      </label>
      <button className="rivulet-button">Give reason</button>
    </form>
  )
}
