'use client'
import Braces from 'lucide-react/icons/braces'
import { useMemo, useState, type ReactNode } from 'react'
import { resolveLabels, type LabelOverrides } from '../labels/labels.js'
import { asIndentedText } from '../shared/asText.js'
import { Visible } from '../shared/Visible.js'
import type { ToolCallState } from './ToolCall.js'
import { ValueTree } from './ValueTree.js'

/** A text under its caption. A long one scrolls in itself, so the keyboard must reach it. */
export function ToolText({
  caption,
  text,
  kind,
  action,
}: {
  caption: string
  text: string
  kind?: ToolCallState
  action?: ReactNode
}): ReactNode {
  return (
    <div className="rivulet-tool-section" data-kind={kind}>
      <div className="rivulet-tool-caption">
        {caption}
        {action}
      </div>
      {/* Code reads from left to right, whatever language stands in it. */}
      <pre className="rivulet-code" dir={/^\s*[[{]/.test(text) ? 'ltr' : 'auto'} tabIndex={0} role="group" aria-label={caption}>
        <Visible text={text} />
      </pre>
    </div>
  )
}

interface ToolValueProps {
  caption: string
  value: unknown
  kind?: ToolCallState
  labels: LabelOverrides
}

/** A value under its caption: text as it is, anything else as a tree, or as JSON where the reader wants that. */
export function ToolValue({ caption, value, kind, labels }: ToolValueProps): ReactNode {
  const [asJson, setAsJson] = useState(false)
  const isTree = typeof value === 'object' && value !== null
  const text = useMemo(() => (isTree && !asJson ? '' : asIndentedText(value)), [isTree, asJson, value])
  const shared = { caption, ...(kind && { kind }) }
  if (!isTree) return <ToolText {...shared} text={text} />
  const toggle = (
    <button type="button" className="rivulet-chip" aria-pressed={asJson} onClick={() => setAsJson(!asJson)}>
      <Braces className="rivulet-icon" />
      {resolveLabels(labels).asJson}
    </button>
  )
  if (asJson) return <ToolText {...shared} text={text} action={toggle} />
  return (
    <div className="rivulet-tool-section" data-kind={kind}>
      <div className="rivulet-tool-caption">
        {caption}
        {toggle}
      </div>
      <div className="rivulet-tool-value" tabIndex={0} role="group" aria-label={caption}>
        <ValueTree value={value} labels={labels} />
      </div>
    </div>
  )
}
