import type { ForwardRefExoticComponent, RefAttributes } from 'react'

/** A part's type: its props and a ref to its root element, forwarded so that React 18 hands it on too. */
export type Part<Props, Root extends Element> = ForwardRefExoticComponent<Props & RefAttributes<Root>>

/** Joins class names, leaving out those that are not there. */
export function classNames(...names: (string | undefined)[]): string {
  return names.filter(Boolean).join(' ')
}

/** A boolean `data-*` state: present and empty when it holds, absent otherwise, so that CSS can say `[data-streaming]`. */
export function flag(holds: boolean | undefined): '' | undefined {
  return holds ? '' : undefined
}
