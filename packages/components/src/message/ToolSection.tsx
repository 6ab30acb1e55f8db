'use client'
import Braces from 'lucide-react/icons/braces'
import { memo, useMemo, useState, type ReactNode } from 'react'
import type { LabelOverrides } from '../labels/labels.js'
import { useLabels } from '../labels/PartsProvider.js'
import { asIndentedText } from '../shared/asText.js'
import { Visible } from '../shared/Visible.js'
import type { ToolCallState } from './ToolCall.js'
import { ValueTree } from './ValueTree.js'

interface ToolSectionProps {
  caption: string
  /** Where the call stands, for a section that tells what came of it. */
  kind?: ToolCallState | undefined
  action?: ReactNode
  children: ReactNode
}

/** Something under its caption. */
export function ToolSection({ caption, kind, action, children }: ToolSectionProps): ReactNode {
  return (
    <div className="rivulet-tool-section" data-kind={kind}>
      <div className="rivulet-tool-caption">
        {caption}
        {action}
      </div>
      {children}
    </div>
  )
}

interface ToolTextProps {
  caption: string
  /** The text, cut anywhere. One that grows changes its last piece alone, and only that is drawn again. */
  pieces: readonly string[]
}

/** A text as it is. A long one scrolls in itself, so the keyboard must reach it. Code reads from left to right, whatever language stands in it. */
export function ToolText({ caption, pieces }: ToolTextProps): ReactNode {
  return (
    <pre className="rivulet-code" dir={/^\s*[[{]/.test(pieces[0] ?? '') ? 'ltr' : 'auto'} tabIndex={0} role="group" aria-label={caption}>
      {pieces.map((piece, index) => (
        // A piece stays where it is.
        // oxlint-disable-next-line react/no-array-index-key
        <Piece key={index} text={piece} />
      ))}
    </pre>
  )
}

const Piece = memo(Visible)

interface ToolValueProps {
  caption: string
  value: unknown
  kind?: ToolCallState | undefined
  labels: LabelOverrides
}

/** A value under its caption: text as it is, anything else as a tree, or as JSON where the reader wants that. */
export function ToolValue({ caption, value, kind, labels }: ToolValueProps): ReactNode {
  const words = useLabels(labels)
  const [asJson, setAsJson] = useState(false)
  const isStructured = typeof value === 'object' && value !== null
  const isTree = isStructured && !asJson
  const text = useMemo(() => (isTree ? '' : asIndentedText(value)), [isTree, value])
  const toggle = isStructured ? (
    <button type="button" className="rivulet-chip" aria-pressed={asJson} onClick={() => setAsJson(!asJson)}>
      <Braces className="rivulet-icon" />
      {words.asJson}
    </button>
  ) : null
  return (
    <ToolSection caption={caption} kind={kind} action={toggle}>
      {isTree ? (
        <div className="rivulet-tool-value" tabIndex={0} role="group" aria-label={caption}>
          <ValueTree value={value} labels={labels} />
        </div>
      ) : (
        <ToolText caption={caption} pieces={[text]} />
      )}
    </ToolSection>
  )
}
