import { useDeferredValue, useEffect, useState, type ReactNode } from 'react'
import { RecordingCard } from './RecordingCard.js'
import { readCatalogue, type CatalogueEntry } from './readCatalogue.js'
import { inBytes, inNumbers, inWords } from './words.js'
import './recordings.css'

const ENDINGS = ['complete', 'truncated', 'failed', 'left'] as const

/** Every recording that comes with `@rivulet/replay`, with what can be counted of it. */
export function RecordingIndex(): ReactNode {
  const [catalogue, setCatalogue] = useState<readonly CatalogueEntry[]>()
  useEffect(() => {
    let left = false
    void readCatalogue().then((entries) => left || setCatalogue(entries))
    return () => {
      left = true
    }
  }, [])
  return (
    <main className="recordings">
      <h1>Recordings</h1>
      {catalogue ? <Filtered catalogue={catalogue} /> : <p role="status">Reading the recordings…</p>}
    </main>
  )
}

function Filtered({ catalogue }: { catalogue: readonly CatalogueEntry[] }) {
  const [text, setText] = useState('')
  const [gateway, setGateway] = useState('')
  const [ending, setEnding] = useState('')
  const wanted = useDeferredValue(text).trim().toLowerCase().split(/\s+/)
  const shown = catalogue.filter(
    (entry) =>
      (gateway === '' || entry.scenario.gateway.dialect === gateway) &&
      (ending === '' || entry.figures.ending === ending) &&
      wanted.every((word) => searchedIn(entry).includes(word)),
  )
  const gateways = [...new Set(catalogue.map(({ scenario }) => scenario.gateway.dialect))]
  return (
    <>
      <p className="recordings-lead">
        <bdi>
          {inNumbers(catalogue.length)} answers of the gateway, recorded read by read:{' '}
          {inNumbers(sum(catalogue, ({ figures }) => figures.tokens))} tokens in {inNumbers(sum(catalogue, ({ figures }) => figures.reads))}{' '}
          reads, {inBytes(sum(catalogue, ({ fileBytes }) => fileBytes))} of files. Any of them plays in a test, a story or a demo, as{' '}
          <code>
            @rivulet/replay/
            <wbr />
            recordings/
            <wbr />
            NAME.stream.jsonl
          </code>
        </bdi>
      </p>
      <search className="recordings-filter">
        <label>
          Find
          <input type="search" value={text} onChange={(event) => setText(event.target.value)} placeholder="tool, markdown, 429 …" />
        </label>
        <Select label="Gateway" value={gateway} values={gateways} onChange={setGateway} />
        <Select label="Ending" value={ending} values={ENDINGS} onChange={setEnding} />
        <p role="status">
          <bdi>
            {inNumbers(shown.length)} of {inNumbers(catalogue.length)}
          </bdi>
        </p>
      </search>
      {shown.length === 0 && <p className="recordings-none">No recording is like that.</p>}
      <ul className="recordings-list">
        {shown.map((entry) => (
          <li key={entry.scenario.name}>
            <RecordingCard {...entry} />
          </li>
        ))}
      </ul>
    </>
  )
}

interface SelectProps {
  label: string
  value: string
  values: readonly string[]
  onChange: (value: string) => void
}

function Select({ label, value, values, onChange }: SelectProps) {
  return (
    <label>
      {label}
      <select value={value} onChange={(event) => onChange(event.target.value)}>
        <option value="">All</option>
        {values.map((each) => (
          <option key={each}>{each}</option>
        ))}
      </select>
    </label>
  )
}

function searchedIn({ scenario, figures, stories }: CatalogueEntry): string {
  const statuses = figures.exchanges.map(({ status }) => status)
  const labels = stories.map(({ label }) => label)
  return [scenario.name, scenario.title, scenario.description, inWords(figures), ...statuses, ...labels].join(' ').toLowerCase()
}

function sum(catalogue: readonly CatalogueEntry[], count: (entry: CatalogueEntry) => number): number {
  return catalogue.reduce((total, entry) => total + count(entry), 0)
}
