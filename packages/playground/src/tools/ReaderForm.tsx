import { useId, useState, type ReactNode } from 'react'
import { isRecord } from '../parseRecord.js'

/** The question that the model asks by `ask_reader`, with its choices or a field. */
export function ReaderForm({ input, onAnswer }: { input: unknown; onAnswer: (answer: string) => void }): ReactNode {
  const { question, choices } = isRecord(input) ? input : {}
  const [answer, setAnswer] = useState('')
  const id = useId()
  const offered = Array.isArray(choices) ? choices.filter((choice): choice is string => typeof choice === 'string') : []
  return (
    <form
      className="reader-form"
      onSubmit={(event) => {
        event.preventDefault()
        if (answer.trim() !== '') onAnswer(answer.trim())
      }}
    >
      <label htmlFor={id} dir="auto">
        {typeof question === 'string' ? question : 'Your answer'}
      </label>
      <input
        id={id}
        list={`${id}-choices`}
        value={answer}
        dir="auto"
        autoComplete="off"
        onChange={(event) => setAnswer(event.target.value)}
      />
      <datalist id={`${id}-choices`}>
        {offered.map((choice) => (
          <option key={choice} value={choice} />
        ))}
      </datalist>
      <button type="submit" className="rivulet-button" disabled={answer.trim() === ''}>
        Answer
      </button>
    </form>
  )
}
