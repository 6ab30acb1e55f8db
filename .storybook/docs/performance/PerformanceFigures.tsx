import type { ReactNode } from 'react'
import type { Figures, PartFigures } from '../../../packages/bench/src/Figures.js'
import type { PartName } from '../../../packages/bench/src/options.js'
import type { Failed } from '../../../packages/bench/src/Report.js'
import { figureText } from '../../../packages/bench/src/print.js'
import { BudgetPlot } from './BudgetPlot.js'
import { FigureTable } from './FigureTable.js'
import { Outcome } from './Outcome.js'
import { TITLES } from './titles.js'
import './performance.css'

const NAMES = Object.keys(TITLES) as PartName[]

/** All figures that are kept, part by part: budgets as plots, everything else as tables, and what there is no figure of. */
export function PerformanceFigures({ figures }: { readonly figures: Figures }): ReactNode {
  const parts = NAMES.flatMap((name) => {
    const part = figures.parts[name]
    return part ? [{ name, part }] : []
  })
  const verdicts = parts.flatMap(({ part }) => part.verdicts)
  const held = verdicts.filter((verdict) => verdict.held).length
  return (
    <div className="performance sb-unstyled" dir="ltr">
      <p className="performance-summary">
        <strong>
          {held} of {verdicts.length}
        </strong>{' '}
        budgets are held. A bar is the median over the rounds, its whiskers are the least and the greatest, and the dashed line is the
        budget. Behind a figure stands how many times ours it is.
      </p>
      <MissedBudgets parts={parts} />
      <MissingParts names={NAMES.filter((name) => !figures.parts[name])} />
      {parts.map(({ name, part }) => (
        <section key={name} aria-labelledby={`part-${name}`}>
          <h2 id={`part-${name}`}>{TITLES[name]}</h2>
          <Circumstances part={part} />
          {part.verdicts.map((verdict, at) => (
            <BudgetPlot key={`${verdict.what}, ${verdict.circumstances}`} id={idOf(name, at)} verdict={verdict} />
          ))}
          <NotMeasured failed={part.failed ?? []} />
          {/* What has no budget has no plots either. */}
          <details open={part.verdicts.length === 0}>
            <summary>All figures of this part</summary>
            {part.tables.map((table) => (
              <FigureTable key={table.title} table={table} />
            ))}
          </details>
        </section>
      ))}
      <Versions parts={parts.map(({ part }) => part)} />
    </div>
  )
}

interface NamedPart {
  readonly name: PartName
  readonly part: PartFigures
}

/** Of a budget of a part, by its place there. */
const idOf = (part: PartName, at: number): string => `budget-${part}-${at + 1}`

/** All that are missed, each with the way to it. */
function MissedBudgets({ parts }: { readonly parts: readonly NamedPart[] }): ReactNode {
  const missed = parts.flatMap(({ name, part }) =>
    part.verdicts.flatMap((verdict, at) => (verdict.held ? [] : [{ id: idOf(name, at), ...verdict }])),
  )
  if (missed.length === 0) return null
  return (
    <div className="performance-missed">
      Missed:
      <ul>
        {missed.map(({ id, what, circumstances, ours, most, unit }) => (
          <li key={id}>
            <a href={`#${id}`}>
              {what}, {circumstances}
            </a>
            : {figureText(ours.median)} in place of {most.toLocaleString('en')} {unit}
          </li>
        ))}
      </ul>
    </div>
  )
}

/** The budgets of these are not among those that are counted. */
function MissingParts({ names }: { readonly names: readonly PartName[] }): ReactNode {
  if (names.length === 0) return null
  return (
    <p className="performance-missing">
      Of {names.length} of the {NAMES.length} parts no figures are kept, and their budgets are not counted here:{' '}
      {names.map((name) => TITLES[name]).join('; ')}.
    </p>
  )
}

/** Who was to be measured and has no figures, or not all. */
function NotMeasured({ failed }: { readonly failed: readonly Failed[] }): ReactNode {
  if (failed.length === 0) return null
  return (
    <div className="performance-missing">
      Not measured:
      <ul>
        {failed.map(({ name, why }) => (
          <li key={name}>
            <strong>{name}</strong>: {why}
          </li>
        ))}
      </ul>
    </div>
  )
}

function Circumstances({ part: { takenAt, effort, machine, verdicts } }: { readonly part: PartFigures }): ReactNode {
  const { node, cores, cpu, memoryGb, load, platform, commit } = machine
  const missed = verdicts.filter(({ held }) => !held).length
  return (
    <p className="performance-circumstances">
      {verdicts.length > 0 && (
        <Outcome held={missed === 0} count={missed === 0 ? `all ${verdicts.length}` : `${missed} of ${verdicts.length}`} />
      )}{' '}
      <time dateTime={takenAt}>{takenAt.slice(0, 10)}</time>, {effort} run, Node {node.slice(1)}, {platform}, {cores} × {cpu}, {memoryGb}{' '}
      GB, a load of {load.toFixed(1)} when it began{commit !== undefined && `, commit ${shortened(commit)}`}
    </p>
  )
}

/** The first digits, and whether files were changed. */
const shortened = (commit: string): string => commit.slice(0, 7) + (commit.endsWith('+') ? ' with changes' : '')

function Versions({ parts }: { readonly parts: readonly PartFigures[] }): ReactNode {
  const versions = Object.assign({}, ...parts.map(({ machine }) => machine.versions)) as Record<string, string>
  return (
    <section aria-labelledby="versions">
      <h2 id="versions">Versions</h2>
      <dl className="performance-versions">
        {Object.entries(versions)
          .filter(([name]) => !name.startsWith('@rivulet/'))
          .map(([name, version]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{version}</dd>
            </div>
          ))}
      </dl>
    </section>
  )
}
