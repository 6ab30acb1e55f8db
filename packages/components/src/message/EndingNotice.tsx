'use client'
import Pencil from 'lucide-react/icons/pencil'
import StepForward from 'lucide-react/icons/step-forward'
import { forwardRef } from 'react'
import type { Ending } from '@rivulet/chat'
import { ErrorNotice } from '../error/ErrorNotice.js'
import { useLabels } from '../labels/PartsProvider.js'
import type { Part, PartProps } from '../shared/part.js'
import { Root } from '../shared/Root.js'
import { Visible } from '../shared/Visible.js'
import { remarkOn } from './endingRemark.js'
import { asksForAnotherQuestion, mayGoOn } from './isWhole.js'
import { RetryButton } from './RetryButton.js'

export interface EndingNoticeProps extends PartProps<'div'> {
  /** `message.ending`. */
  ending: Ending
  /** Offers to try again, where the answer is not whole. */
  onRetry?: (() => unknown) | undefined
  /** Offers to go on where the answer ended, where it was stopped, was cut, fell silent or failed. Leave it out where there is nothing to go on from. */
  onContinue?: (() => unknown) | undefined
  /** Offers to change the question, where it would be refused in the same way again. */
  onEditQuestion?: (() => unknown) | undefined
}

/** How an answer ended, where that is worth a word. Draws nothing under an answer that simply ended. */
export const EndingNotice: Part<EndingNoticeProps, HTMLDivElement> = forwardRef<HTMLDivElement, EndingNoticeProps>(function EndingNotice(
  { ending, onRetry, onContinue, onEditQuestion, labels, ...rest },
  ref,
) {
  const words = useLabels(labels)
  const failed = ending.kind === 'failed'
  const remark = failed ? undefined : remarkOn(ending, words)
  if (!failed && !remark) return null
  const goOn = onContinue && mayGoOn(ending) ? onContinue : undefined
  const edit = onEditQuestion && asksForAnotherQuestion(ending) ? onEditQuestion : undefined
  const retry = failed ? undefined : onRetry
  return (
    <Root tag="div" rootClass="rivulet-ending" state={{ ending: ending.kind, tone: remark?.tone }} {...rest} rootRef={ref}>
      {failed ? (
        <ErrorNotice error={ending.error} onRetry={onRetry} labels={words} />
      ) : (
        <>
          {remark?.icon}
          <span dir="auto">
            <Visible text={remark?.text ?? ''} />
          </span>
        </>
      )}
      {edit || goOn || retry ? (
        <span className="rivulet-ending-actions">
          {edit ? (
            <button type="button" className="rivulet-button" data-quiet="" onClick={() => void edit()}>
              <Pencil className="rivulet-icon" />
              {words.editQuestion}
            </button>
          ) : null}
          {goOn ? (
            <button type="button" className="rivulet-button" data-quiet="" onClick={() => void goOn()}>
              <StepForward className="rivulet-icon" data-directional="" />
              {words.continueAnswer}
            </button>
          ) : null}
          {retry ? <RetryButton onRetry={retry} label={words.retry} quiet /> : null}
        </span>
      ) : null}
    </Root>
  )
})
