import { ErrorNotice, ValueTree, type LabelOverrides } from '@rivulet/components'
import { useObjectStream } from '@rivulet/react'
import { useId, useState, type ReactNode } from 'react'
import { GatewayModelPicker } from '../gateway/GatewayModelPicker.js'
import type { GatewayUse } from '../gateway/useGateway.js'
import { isRecord } from '../parseRecord.js'
import { Select } from '../settings/Select.js'
import type { Settings } from '../settings/settings.js'
import { DEMO_SCHEMAS, type DemoSchema } from './demoSchemas.js'

export interface StructuredViewProps {
  use: GatewayUse
  settings: Settings
  onSettings: (changed: Partial<Settings>) => void
  words: LabelOverrides | undefined
}

/** Asks for an object of a schema, and shows it grow. */
export function StructuredView(props: StructuredViewProps): ReactNode {
  const [first] = DEMO_SCHEMAS
  const [chosen, choose] = useState(first)
  if (!chosen) return null
  return (
    <div className="structured">
      <header className="view-head">
        <h2>Structured output</h2>
        <p>The answer is an object of a schema. It is drawn while it grows, and checked when it is whole.</p>
      </header>
      <OfSchema key={chosen.name} {...props} chosen={chosen} onChoose={choose} />
    </div>
  )
}

interface OfSchemaProps extends StructuredViewProps {
  chosen: DemoSchema
  onChoose: (schema: DemoSchema | undefined) => void
}

const PHASES = {
  idle: '',
  waiting: 'Waiting for the first piece',
  streaming: 'Growing',
  validating: 'Checking it against the schema',
} as const

function OfSchema({ use, settings, onSettings, words, chosen, onChoose }: OfSchemaProps): ReactNode {
  const [prompt, setPrompt] = useState(chosen.prompt)
  const id = useId()
  const { object, result, text, phase, error, submit, stop } = useObjectStream<Record<string, unknown>>({
    client: use.client,
    model: use.choice.model || use.choice.anyModel,
    schema: chosen.schema,
    validate: asRecord,
    name: chosen.name,
    params: settings.temperature === null ? {} : { temperature: settings.temperature },
  })
  const isRunning = phase !== 'idle'
  return (
    <>
      <form
        className="structured-form"
        onSubmit={(event) => {
          event.preventDefault()
          void (isRunning ? stop() : submit(prompt))
        }}
      >
        <label htmlFor={id}>What shall be written</label>
        <textarea id={id} rows={2} value={prompt} dir="auto" onChange={(event) => setPrompt(event.target.value)} />
        <div className="structured-tools">
          <Select
            aria-label="Schema"
            value={chosen.name}
            onChange={(event) => onChoose(DEMO_SCHEMAS.find(({ name }) => name === event.target.value))}
          >
            {DEMO_SCHEMAS.map(({ name }) => (
              <option key={name}>{name}</option>
            ))}
          </Select>
          <GatewayModelPicker use={use} settings={settings} onSettings={onSettings} words={words} />
          <button type="submit" className="primary-button" disabled={!isRunning && prompt.trim() === ''}>
            {isRunning ? 'Stop' : 'Write it'}
          </button>
        </div>
      </form>
      <details className="structured-schema">
        <summary>The schema that is sent</summary>
        <pre dir="ltr">{JSON.stringify(chosen.schema, null, 2)}</pre>
      </details>
      <section className="structured-value" aria-label="The object" aria-busy={isRunning}>
        <p role="status" className="structured-phase" data-whole={result ? '' : undefined}>
          {result ? 'Whole, and as the schema wants it' : PHASES[phase]}
        </p>
        {(result ?? object) !== undefined && <ValueTree value={result ?? object} streaming={isRunning} defaultDepth={4} labels={words} />}
        {error && <ErrorNotice error={'retryable' in error ? error : { code: 'protocol', message: error.message }} labels={words} />}
      </section>
      {text !== '' && (
        <details className="structured-schema">
          <summary>As it came, {text.length} characters</summary>
          <pre dir="ltr">{text}</pre>
        </details>
      )}
    </>
  )
}

function asRecord(value: unknown): Record<string, unknown> {
  if (isRecord(value)) return value
  throw new TypeError('The answer is no object.')
}
