import type { ReactNode } from 'react'
import type { CatalogueEntry } from './readCatalogue.js'
import { Sparkline } from './Sparkline.js'
import { inBytes, inNumbers, inTime, inWords } from './words.js'

/** One recording of the index. */
export function RecordingCard({ scenario, recording, figures, fileBytes, stories }: CatalogueEntry): ReactNode {
  const { exchanges, tokens, reads, durationMs, firstTokenMs, bytes, ending } = figures
  const rows: readonly (readonly [name: string, value: string])[] = [
    ['Tokens', inNumbers(tokens)],
    ['Reads', inNumbers(reads)],
    ['Duration', inTime(durationMs)],
    ['First token', firstTokenMs === undefined ? 'none' : inTime(firstTokenMs)],
    ['Exchanges', inNumbers(exchanges.length)],
    ['Status', exchanges.map(({ status }) => status ?? 'none').join(', ')],
    ['Body', inBytes(bytes)],
    ['File', inBytes(fileBytes)],
  ]
  return (
    <article className="recordings-card" aria-labelledby={`recording-${scenario.name}`}>
      <header>
        <h2 id={`recording-${scenario.name}`}>
          <bdi>{scenario.title}</bdi>
        </h2>
        <code>{scenario.name}</code>
      </header>
      <p className="recordings-description">
        <bdi>{scenario.description}</bdi>
      </p>
      <div className="recordings-course">
        <Sparkline recording={recording} figures={figures} />
        <span className="recordings-ending" data-ending={ending}>
          <bdi>{inWords(figures)}</bdi>
        </span>
      </div>
      <dl>
        {rows.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              <bdi>{value}</bdi>
            </dd>
          </div>
        ))}
      </dl>
      {stories.length > 0 && (
        <ul className="recordings-stories" aria-label={`Stories that “${scenario.title}” drives`}>
          {stories.map(({ label, href }) => (
            <li key={href}>
              <a href={href} target="_top">
                {label}
              </a>
            </li>
          ))}
        </ul>
      )}
    </article>
  )
}
