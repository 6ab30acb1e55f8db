import type { ReactNode } from 'react'
import { spreadText } from '../../../packages/bench/src/print.js'
import type { Table } from '../../../packages/bench/src/Report.js'

/** A table of figures as the command prints it. It scrolls by itself where the page is narrow; its title and the names stay. */
export function FigureTable({ table: { title, columns, rows } }: { readonly table: Table }): ReactNode {
  return (
    <div className="performance-table">
      <p aria-hidden="true">{title}</p>
      <div role="region" aria-label={title} tabIndex={0}>
        <table aria-label={title}>
          <thead>
            <tr>
              <td />
              {columns.map((column, at) => (
                <th key={`${at} ${column}`} scope="col">
                  {column}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ name, figures }) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                {figures.map((figure, at) => (
                  <td key={`${at} ${columns[at]}`}>{spreadText(figure)}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  )
}
