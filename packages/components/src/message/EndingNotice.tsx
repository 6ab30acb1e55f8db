import CircleStop from 'lucide-react/icons/circle-stop'
import Hourglass from 'lucide-react/icons/hourglass'
import Info from 'lucide-react/icons/info'
import LogOut from 'lucide-react/icons/log-out'
import Scissors from 'lucide-react/icons/scissors'
import ShieldAlert from 'lucide-react/icons/shield-alert'
import StepForward from 'lucide-react/icons/step-forward'
import Unplug from 'lucide-react/icons/unplug'
import { forwardRef, type ComponentPropsWithoutRef, type ReactNode } from 'react'
import type { Ending } from '@rivulet/chat'
import { asText } from '../shared/asText.js'
import { ErrorNotice } from '../error/ErrorNotice.js'
import { formatDuration } from '../shared/format.js'
import { flawOf, mayGoOn } from './isWhole.js'
import { resolveLabels, type LabelOverrides, type Labels } from '../labels/labels.js'
import { classNames, type Part } from '../shared/part.js'
import { RetryButton } from './RetryButton.js'

export interface EndingNoticeProps extends Omit<ComponentPropsWithoutRef<'div'>, 'children'> {
  ending: Ending
  /** Offers to try again, where the answer is not whole. */
  onRetry?: (() => unknown) | undefined
  /** Offers to go on where the answer ended, where it was stopped, was cut or fell silent. */
  onContinue?: (() => unknown) | undefined
  /** Words to put in place of the English ones. */
  labels?: LabelOverrides | undefined
}

/** How an answer ended, where that is worth a word. Draws nothing under an answer that simply ended. */
export const EndingNotice: Part<EndingNoticeProps, HTMLDivElement> = forwardRef<HTMLDivElement, EndingNoticeProps>(function EndingNotice(
  { ending, onRetry, onContinue, labels, className, ...rest },
  ref,
) {
  const words = resolveLabels(labels)
  if (ending.kind === 'failed') {
    return <ErrorNotice {...rest} ref={ref} className={className} error={ending.error} onRetry={onRetry} labels={words} />
  }
  const remark = remarkOn(ending, words)
  if (!remark) return null
  return (
    <div {...rest} ref={ref} className={classNames('rivulet-ending', className)} data-ending={ending.kind} data-tone={remark.tone}>
      {remark.icon}
      <span>{remark.text}</span>
      {onContinue && mayGoOn(ending) ? (
        <button type="button" className="rivulet-button" data-quiet="" onClick={() => void onContinue()}>
          <StepForward className="rivulet-icon" data-directional="" />
          {words.continueAnswer}
        </button>
      ) : null}
      {onRetry ? <RetryButton onRetry={onRetry} label={words.retry} quiet /> : null}
    </div>
  )
})

interface Remark {
  /** `plain`: the reader's own doing; `caution`: something is missing. */
  tone: 'plain' | 'caution'
  text: string
  icon: ReactNode
}

function remarkOn(ending: Exclude<Ending, { kind: 'failed' }>, labels: Labels): Remark | undefined {
  switch (ending.kind) {
    case 'stopped':
      return { tone: 'plain', text: labels.stopped, icon: <CircleStop className="rivulet-icon" /> }
    case 'detached':
      return { tone: 'plain', text: labels.detached, icon: <LogOut className="rivulet-icon" data-directional="" /> }
    case 'truncated':
      return caution(labels.truncated, <Unplug className="rivulet-icon" />)
    case 'stalled':
      return caution(labels.stalled(formatDuration(ending.idleMs, labels.locale)), <Hourglass className="rivulet-icon" />)
    case 'complete':
      return remarkOnComplete(ending, labels)
    default:
      return ending satisfies never
  }
}

function remarkOnComplete(ending: Extract<Ending, { kind: 'complete' }>, labels: Labels): Remark | undefined {
  const flaw = flawOf(ending)
  switch (flaw) {
    case 'cut-by-length':
      return caution(labels.cutByLength, <Scissors className="rivulet-icon" />)
    case 'content-filter':
      return caution(labels.contentFilter, <ShieldAlert className="rivulet-icon" />)
    case 'lost-events':
      return caution(labels.lostEvents(ending.lostEvents), <Unplug className="rivulet-icon" />)
    case 'unknown-reason':
      return caution(labels.finishedBecause(asText(ending.finishReason)), <Info className="rivulet-icon" />)
    case undefined:
      return undefined
    default:
      return flaw satisfies never
  }
}

function caution(text: string, icon: ReactNode): Remark {
  return { tone: 'caution', text, icon }
}
