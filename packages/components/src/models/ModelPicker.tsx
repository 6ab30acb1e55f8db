'use client'
import { mergeProps } from '@base-ui/react/merge-props'
import ChevronsUpDown from 'lucide-react/icons/chevrons-up-down'
import TriangleAlert from 'lucide-react/icons/triangle-alert'
import { forwardRef, useImperativeHandle, useRef, useState, type KeyboardEvent } from 'react'
import { seenName } from '../attachments/shownName.js'
import { useLabels } from '../labels/PartsProvider.js'
import type { PortalContainer } from '../layers/portalContainer.js'
import { useLoaded } from '../layers/useLoaded.js'
import type { Part, PartProps } from '../shared/part.js'
import { Root } from '../shared/Root.js'
import type { PickableModel } from './groupModels.js'

export interface ModelPickerProps extends PartProps<'button', 'value' | 'defaultValue' | 'onChange' | 'type'> {
  /** What the gateway offers, in the order in which it is shown. */
  models: readonly PickableModel[]
  /**
   * The id of the model that answers next, which is what is shown: also one that is not in the list. Where it is undefined, none is chosen,
   * and none is shown.
   */
  value: string | undefined
  /** Called with the id of the model that was chosen. */
  onChange: (id: string) => unknown
  /** The list is under way. */
  loading?: boolean | undefined
  /** The list could not be had. */
  error?: unknown
  /** Offers to load the list again. */
  onRetry?: (() => unknown) | undefined
  /** Ids that stand before the others, in a group of their own. */
  favourites?: readonly string[] | undefined
  /** Ids that were used lately, in a group after the favourites. */
  recent?: readonly string[] | undefined
  /** Where the list is put. @defaultValue the page's body */
  portalContainer?: PortalContainer
}

const importList = () => import('./ModelListLayer.js')

/**
 * Names the model that answers, and opens a list to choose another: by arrow keys and, where there are many, by what is typed. The list's
 * code is fetched when a pointer or the focus comes near the button.
 */
export const ModelPicker: Part<ModelPickerProps, HTMLButtonElement> = forwardRef<HTMLButtonElement, ModelPickerProps>(function ModelPicker(
  { models, value, onChange, loading = false, error, onRetry, favourites, recent, portalContainer, labels, ...rest },
  ref,
) {
  const words = useLabels(labels)
  const trigger = useRef<HTMLButtonElement>(null)
  useImperativeHandle(ref, () => trigger.current as HTMLButtonElement, [])
  const [open, setOpen] = useState(false)
  const { module: layer, load } = useLoaded(importList)
  const hasFailed = error !== undefined && error !== null && error !== false
  const show = (next: boolean) => {
    if (next) void load().then(setOpen)
    else setOpen(false)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return
    event.preventDefault()
    show(true)
  }
  const near = () => void load()
  const own = {
    'aria-haspopup': 'dialog' as const,
    'aria-expanded': open,
    onPointerEnter: near,
    onFocus: near,
    onClick: () => show(!open),
    onKeyDown,
  }
  return (
    <>
      <Root
        {...mergeProps<'button'>(own, rest)}
        tag="button"
        type="button"
        rootClass="rivulet-model"
        state={{ open, loading, failed: hasFailed, empty: value === undefined }}
        rootRef={trigger}
      >
        <span className="rivulet-hidden">{words.model}</span>
        <bdi className="rivulet-model-name">
          {value === undefined ? (loading ? words.loadingModels : words.chooseModel) : seenName(value)}
        </bdi>
        {hasFailed ? <TriangleAlert className="rivulet-icon" role="img" aria-label={words.modelsFailed} /> : null}
        <ChevronsUpDown className="rivulet-icon" aria-hidden />
      </Root>
      {layer ? (
        <layer.ModelListLayer
          {...{ models, value, onChange, loading, hasFailed, onRetry, favourites, recent, portalContainer, open, words }}
          anchor={trigger}
          onOpenChange={setOpen}
        />
      ) : null}
    </>
  )
})
