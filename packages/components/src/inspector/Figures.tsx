import type { ReactNode } from 'react'
import type { Labels } from '../labels/labels.js'
import { figuresInWords } from './figuresInWords.js'
import type { RunFigures } from './measureRun.js'

/** Stands where a figure is not known. */
const UNKNOWN = '–'
/** Figures that count pieces, whatever these are. */
const IN_PIECES: ReadonlySet<string> = new Set(['tokens', 'tokensPerSecond'])
const COLUMNS = ['first', 'second', 'difference']

/** The figures of one run. */
export function FigureTiles({ figures, words }: { figures: RunFigures; words: Labels }): ReactNode {
  return (
    <dl className="rivulet-inspector-tiles">
      {figuresInWords(figures, words).map(({ id, name, value }) => (
        <div key={id} data-figure={id}>
          <dt>{name}</dt>
          <dd>
            <bdi>{value ?? UNKNOWN}</bdi>
          </dd>
        </div>
      ))}
    </dl>
  )
}

interface FiguresTableProps {
  /** Of two runs. */
  figures: readonly RunFigures[]
  names: readonly string[]
  words: Labels
}

/** The figures of two runs, and how much more they are in the second. */
export function FiguresTable({ figures: [first, second], names, words }: FiguresTableProps): ReactNode {
  if (!first || !second) return null
  const others = new Map(figuresInWords(second, words, first).map((figure) => [figure.id, figure]))
  const isMixed = first.isGuess !== second.isGuess
  return (
    <table className="rivulet-inspector-table">
      <thead>
        <tr>
          <th scope="col">{words.figure}</th>
          {names.map((name, index) => (
            <th key={name} scope="col">
              <i data-series={index + 1} />
              <bdi>{name}</bdi>
            </th>
          ))}
          <th scope="col">{words.difference}</th>
        </tr>
      </thead>
      <tbody>
        {figuresInWords(first, words, second).map(({ id, name, value }) => (
          <tr key={id} data-figure={id}>
            <th scope="row">{name}</th>
            {/* Tokens and events are not to be set off against each other. */}
            {[value, others.get(id)?.value, isMixed && IN_PIECES.has(id) ? undefined : others.get(id)?.change].map((shown, column) => (
              <td key={COLUMNS[column]}>
                <bdi>{shown ?? UNKNOWN}</bdi>
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
