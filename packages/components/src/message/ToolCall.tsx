'use client'
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
import { forwardRef, type ReactNode } from 'react'
import { useLabels } from '../labels/PartsProvider.js'
import { formatDuration } from '../shared/format.js'
import type { Part, PartProps } from '../shared/part.js'
import { Root } from '../shared/Root.js'
import { Visible } from '../shared/Visible.js'
import { ToolDecision } from './ToolDecision.js'
import { ToolSection, ToolText, ToolValue } from './ToolSection.js'
import { useFold } from './useFold.js'
import { useToolInput } from './useToolInput.js'
import { inputOf, type WireToolCall } from './wire.js'

/**
 * Where a call stands: `streaming` while its arguments are being written, `called` when they are whole; where the application runs the tool,
 * what the chat says of it; `incomplete` when the answer ended before the arguments were whole.
 */
export type ToolCallState = 'streaming' | 'called' | ToolRun['state'] | 'incomplete'

/** A shorter time reads as none at all. */
const SHOWN_FROM_MS = 50

export interface ToolCallProps extends PartProps<'details', 'open'> {
  /** The call as the wire holds it. */
  call: WireToolCall
  /** How far the call is. */
  state: ToolCallState
  /** What the tool gave, the message of its failure, or why it was rejected. Text is shown as it is, anything else as a tree. */
  result?: unknown
  /** What it said last while it runs: text, a number from 0 to 1, or any value. */
  progress?: unknown
  /** How long it ran, in milliseconds. */
  durationMs?: number | undefined
  /** Offers to let it run, while it waits for that. */
  onApprove?: (() => unknown) | undefined
  /** Offers not to let it run; `reason` is what the person wrote, if anything. */
  onReject?: ((reason: string | undefined) => unknown) | undefined
  /** The application's own, under the arguments: a form for the result that the call waits for. */
  form?: ReactNode
  /** Whether arguments and result are unfolded until the reader folds them. @defaultValue while the call is under way, waits for a person, or went wrong */
  defaultOpen?: boolean | undefined
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

/** One call of a tool: its name, where it stands, the arguments, set on lines as they grow, the decision on it, what came of it. */
export const ToolCall: Part<ToolCallProps, HTMLDetailsElement> = forwardRef<HTMLDetailsElement, ToolCallProps>(function ToolCall(
  { call, state, result, progress, durationMs, onApprove, onReject, form, defaultOpen, labels, ...rest },
  ref,
) {
  const words = useLabels(labels)
  const { name, input } = inputOf(call)
  const written = useToolInput(input, call.type !== 'custom', state === 'streaming' || state === 'incomplete')
  const { open, onSummaryClick } = useFold(defaultOpen ?? !isOver(state))
  const outcome = state === 'failed' ? words.toolError : state === 'rejected' ? words.toolReason : words.toolResult
  return (
    <Root tag="details" rootClass="rivulet-tool" state={{ state }} open={open} {...attributesOf(rest)} rootRef={ref}>
      <summary className="rivulet-summary" onClick={onSummaryClick}>
        <Wrench className="rivulet-icon rivulet-tool-icon" />
        <bdi className="rivulet-tool-name">
          <Visible text={name} />
        </bdi>
        <span className="rivulet-tool-state">
          {ICONS[state]}
          {words.toolStates[state]}
          {durationMs === undefined || !Number.isFinite(durationMs) || durationMs < SHOWN_FROM_MS ? null : (
            <span className="rivulet-tool-time">{formatDuration(durationMs, words.locale)}</span>
          )}
        </span>
        <ChevronRight className="rivulet-icon rivulet-chevron" data-directional="" />
      </summary>
      <div className="rivulet-tool-body">
        <ToolSection caption={words.toolArguments}>
          <ToolText caption={words.toolArguments} pieces={written} />
        </ToolSection>
        {progress === undefined || state !== 'running' ? null : <Progress value={progress} caption={words.toolProgress} labels={words} />}
        {result === undefined ? null : <ToolValue caption={outcome} value={result} kind={state} labels={words} />}
        {state === 'awaiting-approval' && (onApprove ?? onReject) ? (
          <ToolDecision onApprove={onApprove} onReject={onReject} words={words} />
        ) : null}
        {form === undefined || form === null ? null : <div className="rivulet-tool-section">{form}</div>}
      </div>
    </Root>
  )
})

/** Without what `renderTools` hands over besides: all of that can be spread on the part, and is no attribute of its element. */
function attributesOf(props: Record<string, unknown>): Record<string, unknown> {
  const attributes = { ...props }
  delete attributes['input']
  delete attributes['giveResult']
  return attributes
}

/** A call that nobody has to look at any more. */
function isOver(state: ToolCallState): boolean {
  return state === 'called' || state === 'done' || state === 'rejected'
}

function Progress({ value, caption, labels }: { value: unknown; caption: string; labels: NonNullable<ToolCallProps['labels']> }) {
  if (typeof value !== 'number') return <ToolValue caption={caption} value={value} labels={labels} />
  return (
    <ToolSection caption={caption}>
      <progress aria-label={caption} max={1} value={Number.isFinite(value) ? Math.min(Math.max(value, 0), 1) : undefined} />
    </ToolSection>
  )
}
