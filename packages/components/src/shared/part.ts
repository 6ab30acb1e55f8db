import type { ComponentPropsWithoutRef, ForwardRefExoticComponent, HTMLAttributes, ReactElement, RefAttributes } from 'react'
import type { LabelOverrides } from '../labels/labels.js'

/** A part's type: its props and a ref to its root element, forwarded so that React 18 hands it on too. */
export type Part<Props, Root extends Element> = ForwardRefExoticComponent<Props & RefAttributes<Root>>

/** A part's state, each named in one word: its root carries them as `data-*` attributes. `true` is an empty one; `false` and `undefined` are none. */
export type PartState = Record<string, string | boolean | undefined>

/**
 * Draws a part's root in place of its own element: an element that takes the root's props, or a function that is given them and the state.
 * Either has to hand on the `ref` and spread the props, which hold the class, the `data-*` states and the children.
 *
 * @see https://base-ui.com/react/handbook/composition
 */
export type RenderRoot = ReactElement | ((props: HTMLAttributes<HTMLElement>, state: PartState) => ReactElement)

/** What every part takes beside its own props: everything that its root element takes, `render` and `labels`. */
export type PartProps<Tag extends keyof React.JSX.IntrinsicElements, Own extends string = never> = Omit<
  ComponentPropsWithoutRef<Tag>,
  'children' | Own
> & {
  /** Another element in place of the part's own root. */
  render?: RenderRoot | undefined
  /** Words to put in place of the English ones. */
  labels?: LabelOverrides | undefined
}

/** Joins class names, leaving out those that are not there. */
export function classNames(...names: (string | undefined)[]): string {
  return names.filter(Boolean).join(' ')
}

/** A boolean `data-*` state: present and empty when it holds, absent otherwise, so that CSS can say `[data-streaming]`. */
export function flag(holds: boolean | undefined): '' | undefined {
  return holds ? '' : undefined
}
