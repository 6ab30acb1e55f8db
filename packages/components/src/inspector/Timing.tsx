'use client'
import ChevronRight from 'lucide-react/icons/chevron-right'
import { useEffect, useId, useMemo, type ReactNode } from 'react'
import type { Labels } from '../labels/labels.js'
import { useLoaded } from '../layers/useLoaded.js'
import { FiguresTable, FigureTiles } from './Figures.js'
import { figuresInWords } from './figuresInWords.js'
import type { InspectedRun } from './InspectedRun.js'
import { measureRun, type RunFigures } from './measureRun.js'

interface TimingProps {
  /** One, or two to compare. */
  runs: readonly InspectedRun[]
  names: readonly string[]
  isOpen: boolean
  onToggle: () => void
  words: Labels
}

const importPlot = () => import('./TokenPlot.js')

/** The figures of one run or two, with a plot whose code is fetched when it is first unfolded. */
export function Timing({ runs, names, isOpen, onToggle, words }: TimingProps): ReactNode {
  const id = useId()
  const figures = useMemo(() => runs.map(measureRun), [runs])
  const [first] = figures
  return (
    <div className="rivulet-inspector-timing">
      <button
        type="button"
        className="rivulet-inspector-fold"
        aria-expanded={isOpen}
        aria-controls={isOpen ? id : undefined}
        onClick={onToggle}
      >
        <ChevronRight className="rivulet-icon rivulet-chevron" data-directional="" />
        {words.timing}
        {isOpen || !first || runs.length > 1 ? null : <Summary figures={first} words={words} />}
      </button>
      {isOpen ? (
        <div id={id} className="rivulet-inspector-figures" role="group" aria-label={words.timing} tabIndex={0}>
          {figures.some(({ tokenTimesMs }) => tokenTimesMs.length > 1) ? (
            <Plot figures={figures} names={names} words={words} />
          ) : (
            <p className="rivulet-inspector-note">{words.nothingToPlot}</p>
          )}
          {runs.length > 1 ? (
            <FiguresTable figures={figures} names={names} words={words} />
          ) : (
            first && <FigureTiles figures={first} words={words} />
          )}
        </div>
      ) : null}
    </div>
  )
}

function Plot({ figures, names, words }: { figures: readonly RunFigures[]; names: readonly string[]; words: Labels }): ReactNode {
  const { module, load } = useLoaded(importPlot)
  useEffect(() => void load(), [load])
  // Without its code, the figures are there all the same.
  return module ? (
    <module.TokenPlot key={figures.length} figures={figures} names={names} words={words} />
  ) : (
    <div className="rivulet-inspector-plot" aria-busy="true" />
  )
}

/** The two figures that are looked for first. */
function Summary({ figures, words }: { figures: RunFigures; words: Labels }): ReactNode {
  const wanted = figuresInWords(figures, words).filter(({ id, value }) => (id === 'firstTokenMs' || id === 'tokensPerSecond') && value)
  return (
    <span className="rivulet-inspector-summary">
      {wanted.map(({ id, name, value }) => (
        <span key={id}>
          {name} <bdi>{value}</bdi>
        </span>
      ))}
    </span>
  )
}
