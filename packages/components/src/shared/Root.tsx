import { useRender } from '@base-ui/react/use-render'
import { createElement, type ReactElement, type ReactNode, type Ref } from 'react'
import { classNames, type PartState, type RenderRoot } from './part.js'

interface RootProps<Element extends globalThis.Element> extends Record<string, unknown> {
  tag: keyof React.JSX.IntrinsicElements
  /** The class by which the stylesheet knows the part. */
  rootClass: string
  /** Becomes the `data-*` attributes and is given to a `render` that is a function. */
  state?: PartState | undefined
  /** The ref that the part was given; under React 18 a component has no `ref` among its props. */
  rootRef: Ref<Element>
  render?: RenderRoot | undefined
  className?: string | undefined
  children?: ReactNode
}

/** The root of every part: its element, or what `render` puts in its place, with class, states and ref. */
export function Root<Element extends globalThis.Element>(root: RootProps<Element>): ReactElement {
  if (root.render) return <Rendered {...root} />
  const { tag, rootClass, state, rootRef, render: _none, className, ...props } = root
  // As `useRender` would make it. Nearly all are this: a growing answer makes two with each frame.
  return createElement(tag, { ...attributesOf(state), ...props, className: classNames(rootClass, className), ref: rootRef })
}

function Rendered<Element extends globalThis.Element>({
  tag,
  rootClass,
  state,
  rootRef,
  render,
  className,
  ...props
}: RootProps<Element>): ReactElement {
  return useRender<PartState, Element>({
    defaultTagName: tag,
    render,
    ref: rootRef,
    props: { ...props, className: classNames(rootClass, className) },
    ...(state && { state }),
  })
}

function attributesOf(state: PartState | undefined): Record<string, string> {
  const attributes: Record<string, string> = {}
  for (const name in state) {
    const value = state[name]
    if (value) attributes[`data-${name}`] = value === true ? '' : value
  }
  return attributes
}
