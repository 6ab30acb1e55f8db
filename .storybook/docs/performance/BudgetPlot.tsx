import type { ReactNode } from 'react'
import { isOurs, OURS, type Verdict } from '../../../packages/bench/src/budgets.js'
import { figureText, spreadText } from '../../../packages/bench/src/print.js'
import { reasonFor } from '../../../packages/bench/src/reasons.js'
import { Bar } from './Bar.js'
import { Outcome } from './Outcome.js'
import { scaleOf } from './scaleOf.js'

/** One budget: what was measured of ours and of the others, as a table whose figures are drawn, too. */
export function BudgetPlot({ id, verdict }: { readonly id: string; readonly verdict: Verdict }): ReactNode {
  const { what, circumstances, unit, most, held, ours, others } = verdict
  const rows = [{ name: OURS, ...ours, timesOurs: undefined }, ...others.toSorted((a, b) => a.median - b.median)]
  const scale = scaleOf([most, ...rows.flatMap(({ min, max }) => [min, max])])
  const reason = held ? undefined : reasonFor(verdict)
  if (rows.every(({ max }) => max === 0)) return <Nothing id={id} verdict={verdict} />
  return (
    <div className="performance-budget" id={id}>
      <table>
        <caption>
          <strong>{what}</strong> <Outcome held={held} />
          <span className="performance-goal">
            {circumstances}; budget {most.toLocaleString('en')} {unit}
            {scale.isLogarithmic && '; logarithmic scale'}
          </span>
        </caption>
        <colgroup>
          <col className="performance-who" />
          <col />
          <col className="performance-figure" />
          <col className="performance-times" />
        </colgroup>
        <thead>
          <tr>
            <th scope="col">who</th>
            <td />
            <th scope="col">{unit}</th>
            <th scope="col">× ours</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.name} data-ours={isOurs(row.name)}>
              <th scope="row">{row.name}</th>
              <td className="performance-drawn">
                <Bar scale={scale} spread={row} most={most} isOurs={isOurs(row.name)} />
              </td>
              <td className="performance-figure">{spreadText(row)}</td>
              <td className="performance-times">{row.timesOurs && `${figureText(row.timesOurs.median)} ×`}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {reason !== undefined && <p className="performance-reason">{reason}</p>}
    </div>
  )
}

/** One budget of which there was nothing to be drawn, with anybody. */
function Nothing({ id, verdict: { what, circumstances, unit, most, held, others } }: { readonly id: string; readonly verdict: Verdict }) {
  return (
    <p className="performance-budget" id={id}>
      <strong>{what}</strong> <Outcome held={held} />
      <span className="performance-goal">
        {circumstances}; budget {most.toLocaleString('en')} {unit}
      </span>
      None{others.length > 0 && `, and none of ${others.map(({ name }) => name).join('; ')}`}.
    </p>
  )
}
