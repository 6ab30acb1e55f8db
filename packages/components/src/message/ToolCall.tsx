import type { ToolRun } from '@rivulet/chat'
import Ban from 'lucide-react/icons/ban'
import Check from 'lucide-react/icons/check'
import ChevronRight from 'lucide-react/icons/chevron-right'
import CircleDashed from 'lucide-react/icons/circle-dashed'
import CornerDownRight from 'lucide-react/icons/corner-down-right'
import Hourglass from 'lucide-react/icons/hourglass'
import LoaderCircle from 'lucide-react/icons/loader-circle'
import Wrench from 'lucide-react/icons/wrench'
import X from 'lucide-react/icons/x'
import { forwardRef, useMemo, type ComponentPropsWithoutRef, type ReactNode } from 'react'
import { asIndentedText } from '../shared/asText.js'
import { resolveLabels, type LabelOverrides } from '../labels/labels.js'
import { classNames, type Part } from '../shared/part.js'
import { inputOf, type WireToolCall } from './wire.js'

/**
 * Where a call stands: `streaming` while its arguments are being written, `called` when they are whole; where the application runs the tool,
 * what the chat says of it; `incomplete` when the answer ended before the arguments were whole.
 */
export type ToolCallState = 'streaming' | 'called' | ToolRun['state'] | 'incomplete'

export interface ToolCallProps extends Omit<ComponentPropsWithoutRef<'details'>, 'children' | 'open'> {
  /** The call as the wire holds it. */
  call: WireToolCall
  state: ToolCallState
  /** What the tool gave, or the message of its failure. Text is shown as it is, anything else as JSON. */
  result?: unknown
  /** Whether arguments and result are unfolded at first. @defaultValue true */
  defaultOpen?: boolean | undefined
  /** Words to put in place of the English ones. */
  labels?: LabelOverrides | undefined
}

const ICONS: Record<ToolCallState, ReactNode> = {
  streaming: <LoaderCircle className="rivulet-icon rivulet-spinner" />,
  called: <CornerDownRight className="rivulet-icon" data-directional="" />,
  'awaiting-approval': <Hourglass className="rivulet-icon" />,
  'awaiting-result': <Hourglass className="rivulet-icon" />,
  running: <LoaderCircle className="rivulet-icon rivulet-spinner" />,
  done: <Check className="rivulet-icon" />,
  failed: <X className="rivulet-icon" />,
  rejected: <Ban className="rivulet-icon" />,
  incomplete: <CircleDashed className="rivulet-icon" />,
}

/** One call of a tool: its name, where it stands, the arguments (raw while they grow, indented when they are whole) and the result. */
export const ToolCall: Part<ToolCallProps, HTMLDetailsElement> = forwardRef<HTMLDetailsElement, ToolCallProps>(function ToolCall(
  { call, state, result, defaultOpen = true, labels, className, ...rest },
  ref,
) {
  const words = resolveLabels(labels)
  const { name, input } = inputOf(call)
  const shown = useMemo(() => (state === 'streaming' ? input : asIndentedText(input)), [state, input])
  const given = useMemo(() => (result === undefined ? undefined : asIndentedText(result)), [result])
  return (
    <details {...rest} ref={ref} className={classNames('rivulet-tool', className)} open={defaultOpen} data-state={state}>
      <summary className="rivulet-summary">
        <Wrench className="rivulet-icon rivulet-tool-icon" />
        <span className="rivulet-tool-name" dir="ltr">
          {name}
        </span>
        <span className="rivulet-tool-state">
          {ICONS[state]}
          {words.toolStates[state]}
        </span>
        <ChevronRight className="rivulet-icon rivulet-chevron" data-directional="" />
      </summary>
      <div className="rivulet-tool-body">
        <Section caption={words.toolArguments} text={shown} />
        {given === undefined ? null : <Section caption={words.toolResult} text={given} />}
      </div>
    </details>
  )
})

/** A long text scrolls in itself, so the keyboard must reach it. */
function Section({ caption, text }: { caption: string; text: string }) {
  return (
    <div className="rivulet-tool-section">
      <div className="rivulet-tool-caption">{caption}</div>
      <pre className="rivulet-code" dir="ltr" tabIndex={0} role="group" aria-label={caption}>
        {text}
      </pre>
    </div>
  )
}
