'use client'
import { Combobox } from '@base-ui/react/combobox'
import Check from 'lucide-react/icons/check'
import Search from 'lucide-react/icons/search'
import { useRef, type ReactNode, type RefObject } from 'react'
import { seenName } from '../attachments/shownName.js'
import type { Labels } from '../labels/labels.js'
import { usePortalContainer } from '../labels/PartsProvider.js'
import { isPressOn } from '../layers/isPressOn.js'
import { groupModels, type ModelGroup } from './groupModels.js'
import type { ModelPickerProps } from './ModelPicker.js'

interface ModelListLayerProps extends Pick<
  ModelPickerProps,
  'models' | 'value' | 'onChange' | 'onRetry' | 'favourites' | 'recent' | 'portalContainer'
> {
  open: boolean
  onOpenChange: (open: boolean) => void
  loading: boolean
  hasFailed: boolean
  anchor: RefObject<HTMLElement | null>
  words: Labels
}

/** So many are seen at a glance. */
const SEARCHED_FROM = 9

/** The list of a `ModelPicker`, in a file of its own so that it is fetched only when it is opened. */
export function ModelListLayer(props: ModelListLayerProps): ReactNode {
  const { models, value, onChange, favourites, recent, portalContainer, open, onOpenChange, anchor, words } = props
  const input = useRef<HTMLInputElement>(null)
  const groups = groupModels(models, favourites, recent)
  const owners = new Map(models.map(({ id, owned_by: owner }) => [id, owner]))
  const isSearched = groups.reduce((count, { items }) => count + items.length, 0) >= SEARCHED_FROM
  return (
    <Combobox.Root
      items={groups}
      value={value ?? null}
      onValueChange={(id: string | null) => {
        if (id !== null) void onChange(id)
      }}
      open={open}
      onOpenChange={(next, { event }) => {
        if (next || !isPressOn(anchor, event)) onOpenChange(next)
      }}
      autoHighlight
      locale={words.locale}
    >
      <Combobox.Portal container={usePortalContainer(portalContainer)}>
        <Combobox.Positioner className="rivulet-layer" anchor={anchor} align="start" sideOffset={6} collisionPadding={8}>
          <Combobox.Popup className="rivulet-models" aria-label={words.chooseModel} initialFocus={input} finalFocus={anchor}>
            <div className="rivulet-models-search" data-hidden={isSearched ? undefined : ''}>
              <Search className="rivulet-icon" aria-hidden />
              <Combobox.Input ref={input} aria-label={words.searchModels} placeholder={words.searchModels} />
            </div>
            <Note {...props} isEmpty={groups.length === 0} />
            <Combobox.List className="rivulet-models-list">
              {(group: ModelGroup) => (
                <Combobox.Group key={group.kind} items={group.items} className="rivulet-models-group">
                  {groups.length > 1 ? (
                    <Combobox.GroupLabel className="rivulet-models-heading">{headingOf(group, words)}</Combobox.GroupLabel>
                  ) : null}
                  <Combobox.Collection>{(id: string) => <ModelLine key={id} id={id} owner={owners.get(id)} />}</Combobox.Collection>
                </Combobox.Group>
              )}
            </Combobox.List>
          </Combobox.Popup>
        </Combobox.Positioner>
      </Combobox.Portal>
    </Combobox.Root>
  )
}

function ModelLine({ id, owner }: { id: string; owner: unknown }) {
  return (
    <Combobox.Item className="rivulet-models-item" value={id}>
      <span className="rivulet-models-name">
        <bdi>{seenName(id)}</bdi>
        {typeof owner === 'string' && owner !== '' ? <bdi className="rivulet-models-owner">{seenName(owner)}</bdi> : null}
      </span>
      <Combobox.ItemIndicator className="rivulet-models-chosen">
        <Check className="rivulet-icon" aria-hidden />
      </Combobox.ItemIndicator>
    </Combobox.Item>
  )
}

/** What stands in place of the list, or beside an old one. */
function Note({ loading, hasFailed, isEmpty, onRetry, words }: ModelListLayerProps & { isEmpty: boolean }) {
  if (hasFailed) {
    return (
      <div className="rivulet-models-note" role="alert" data-failed="">
        <span>{words.modelsFailed}</span>
        {onRetry ? (
          <button type="button" className="rivulet-button" onClick={() => void onRetry()}>
            {words.retry}
          </button>
        ) : null}
      </div>
    )
  }
  const text = isEmpty && !loading ? words.noModels : loading && isEmpty ? words.loadingModels : undefined
  if (text !== undefined) return <p className="rivulet-models-note">{text}</p>
  return <Combobox.Empty className="rivulet-models-note">{words.noModelFound}</Combobox.Empty>
}

function headingOf({ kind }: ModelGroup, words: Labels): string {
  if (kind === 'favourites') return words.favouriteModels
  return kind === 'recent' ? words.recentModels : words.otherModels
}
