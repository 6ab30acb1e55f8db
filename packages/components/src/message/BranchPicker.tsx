'use client'
import ChevronLeft from 'lucide-react/icons/chevron-left'
import ChevronRight from 'lucide-react/icons/chevron-right'
import { forwardRef, useId, type KeyboardEvent } from 'react'
import { useLabels } from '../labels/PartsProvider.js'
import { formatNumber } from '../shared/format.js'
import type { Part, PartProps } from '../shared/part.js'
import { Root } from '../shared/Root.js'
import type { MessageBranches } from './MessageHandlers.js'

export interface BranchPickerProps extends PartProps<'div', 'onSelect'> {
  /** As `useBranches` gives them. */
  branches: MessageBranches
  /** Shows the version with this id. */
  onSelect?: ((id: string) => unknown) | undefined
  /** A run is under way, during which no other version can be shown. */
  busy?: boolean | undefined
}

/** Which version of a message is shown, `2 / 3`, and the way to its neighbours; also by the arrow keys. Draws nothing where there is one version only. */
export const BranchPicker: Part<BranchPickerProps, HTMLDivElement> = forwardRef<HTMLDivElement, BranchPickerProps>(function BranchPicker(
  { branches: { ids, index }, onSelect, busy = false, labels, ...rest },
  ref,
) {
  const words = useLabels(labels)
  const countId = useId()
  if (ids.length < 2 || index < 0) return null
  const go = (step: 1 | -1, from: HTMLElement) => {
    const id = ids[index + step]
    if (id === undefined || busy || !onSelect) return
    const place = from.closest('[role="log"]') ?? from.getRootNode()
    void onSelect(id)
    focusPickerOf(id, step, place as ParentNode)
  }
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return
    event.preventDefault()
    event.stopPropagation()
    const forward = event.currentTarget.matches(':dir(rtl)') ? 'ArrowLeft' : 'ArrowRight'
    go(event.key === forward ? 1 : -1, event.currentTarget)
  }
  const step = (direction: 1 | -1) => {
    const Icon = direction === 1 ? ChevronRight : ChevronLeft
    return (
      <button
        type="button"
        className="rivulet-icon-button"
        data-step={direction}
        aria-label={direction === 1 ? words.nextVersion : words.previousVersion}
        aria-describedby={countId}
        aria-disabled={busy || ids[index + direction] === undefined}
        onClick={(event) => go(direction, event.currentTarget)}
      >
        <Icon className="rivulet-icon" data-directional="" />
      </button>
    )
  }
  return (
    <Root
      tag="div"
      rootClass="rivulet-branches"
      role="group"
      aria-label={words.messageVersions}
      onKeyDown={onKeyDown}
      {...rest}
      rootRef={ref}
    >
      {step(-1)}
      <span id={countId} className="rivulet-branches-count" role="status" dir="ltr">
        {words.versionOf(formatNumber(index + 1, words.locale), formatNumber(ids.length, words.locale))}
      </span>
      {step(1)}
    </Root>
  )
})

/** Frames after which a version that is not there counts as one that somebody else shows, or nobody. */
const PATIENCE = 20

/** Another version is another row, whose button takes the focus over and is read out with its count: the one that was pressed has gone. */
function focusPickerOf(id: string, step: 1 | -1, place: ParentNode, frames = PATIENCE): void {
  requestAnimationFrame(() => {
    const row = place.querySelector(`[data-message-id="${CSS.escape(id)}"]`)
    const button = row?.querySelector<HTMLElement>(`.rivulet-branches [data-step="${step}"]`)
    if (button) {
      if (isFocusLost(button)) button.focus({ preventScroll: true })
    } else if (frames > 0) focusPickerOf(id, step, place, frames - 1)
  })
}

/** Nothing has the focus, or what the button stands in: nobody has taken it elsewhere. */
function isFocusLost(button: HTMLElement): boolean {
  const { activeElement } = button.getRootNode() as Document | ShadowRoot
  return activeElement === null || activeElement.contains(button)
}
