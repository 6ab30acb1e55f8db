import { useLayoutEffect, useMemo, useRef } from 'react'
import type { MessageProps } from '../message/Message.js'
import type { MessageHandlers } from '../message/MessageHandlers.js'
import { useStableObject } from '../shared/stable.js'

/** Names of the props that a thread hands on to its messages. */
export type ForwardedName = keyof MessageHandlers | 'parts' | 'renderTools' | 'markdown'

const NAMES: Readonly<Record<ForwardedName, true>> = {
  onRetry: true,
  onContinue: true,
  onEditQuestion: true,
  onRegenerate: true,
  onEdit: true,
  onSelectBranch: true,
  onFeedback: true,
  onApprove: true,
  onReject: true,
  onToolResult: true,
  parts: true,
  renderTools: true,
  markdown: true,
}

/** Props that are handed on to each `Message`. Handlers may be written inline: another function draws no row again. */
export type ForwardedProps = Pick<MessageHandlers & MessageProps, ForwardedName>

/** Parts the props of messages from all others. */
export function partMessageProps<Props extends ForwardedProps>(props: Props): [ForwardedProps, Omit<Props, keyof ForwardedProps>] {
  const forwarded: Record<string, unknown> = {}
  const own: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(props)) (Object.hasOwn(NAMES, name) ? forwarded : own)[name] = value
  return [forwarded, own as Omit<Props, keyof ForwardedProps>]
}

/** The same object while nothing in it changes but which function a handler is: `onRetry` and the like always call the newest. */
export function useStableProps<Props extends object>(props: Props): Props {
  const newest = useRef<object>({})
  useLayoutEffect(() => {
    newest.current = props
  })
  const handlers: string[] = []
  const values: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(props)) {
    if (typeof value === 'function' && /^on[A-Z]/.test(name)) handlers.push(name)
    else if (value !== undefined) values[name] = value
  }
  const names = handlers.join(' ')
  const stable = useMemo(() => {
    const caller =
      (name: string) =>
      (...args: unknown[]): unknown =>
        (newest.current as Record<string, ((...given: unknown[]) => unknown) | undefined>)[name]?.(...args)
    return Object.fromEntries(names === '' ? [] : names.split(' ').map((name) => [name, caller(name)]))
  }, [names])
  const looks = useStableObject(values)
  return useMemo(() => ({ ...looks, ...stable }) as Props, [looks, stable])
}
