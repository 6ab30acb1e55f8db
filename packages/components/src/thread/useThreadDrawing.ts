'use client'
import { useMemo, useState } from 'react'
import type { LabelOverrides } from '../labels/labels.js'
import { useLabels } from '../labels/PartsProvider.js'
import { useStableObject } from '../shared/stable.js'
import { useStableProps, type ForwardedProps } from './messageProps.js'
import { Nearness } from './Nearness.js'
import { createPlainText } from './plainText.js'
import type { RowItem } from './rowsOf.js'
import type { ThreadDrawing } from './ThreadDrawing.js'
import type { ThreadProps } from './ThreadProps.js'

interface Drawn extends Pick<ThreadProps, 'renderMessage' | 'renderRow' | 'messageProps' | 'getMessage'> {
  forwarded: ForwardedProps
  labels: LabelOverrides | undefined
  /** Called before a handler that takes away the button it was pressed by. */
  onLeave: () => void
}

/** The same object while rows need not be drawn anew. */
export function useThreadDrawing({ forwarded, labels, onLeave, renderMessage, renderRow, messageProps, getMessage }: Drawn): ThreadDrawing {
  const given = useStableObject(labels)
  const words = useLabels(given)
  const [nearness] = useState(() => new Nearness())
  const { onRetry, onContinue } = forwarded
  const message = useStableProps({
    ...forwarded,
    onRetry: onRetry && ((...args: Parameters<typeof onRetry>) => (onLeave(), onRetry(...args))),
    onContinue: onContinue && ((...args: Parameters<typeof onContinue>) => (onLeave(), onContinue(...args))),
  })
  const { gfm, math, footnotes } = message.markdown ?? {}
  const options = useStableObject({ gfm, math, footnotes })
  const plainText = useMemo(() => createPlainText(options ?? {}), [options])
  return useMemo(
    () => ({
      renderMessage,
      renderRow,
      propsOf: messageProps,
      message,
      labels: given,
      words,
      nearness,
      messageOf: (item: RowItem) => (typeof item === 'string' ? getMessage?.(item) : item),
      plainText,
    }),
    [renderMessage, renderRow, messageProps, message, given, words, nearness, getMessage, plainText],
  )
}
