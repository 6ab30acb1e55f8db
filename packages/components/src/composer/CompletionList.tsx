import { useEffect, useRef, type ReactNode } from 'react'
import { seenName } from '../attachments/shownName.js'
import type { Labels } from '../labels/labels.js'
import type { Completions } from './useCompletions.js'

interface CompletionListProps {
  completions: Completions
  words: Labels
}

/**
 * What `/` and `@` offer. The focus stays in the field, which names the line that Enter takes. It stands above the field in the composer
 * itself, not in a layer: nothing has to be loaded between the key and the list, nothing clips it, and it needs no place in another root.
 */
export function CompletionList({
  completions: { open, listId, active, optionId, choose, highlight },
  words,
}: CompletionListProps): ReactNode {
  const list = useRef<HTMLUListElement>(null)
  useEffect(() => {
    const line = list.current?.children[active] as HTMLElement | undefined
    if (line && list.current) keepInView(list.current, line)
  }, [active])

  const items = open?.state === 'found' ? open.items : []
  return (
    <>
      <p className="rivulet-completions-note" role="status" data-hidden={items.length > 0 ? '' : undefined}>
        {open && noteOf(open, words)}
      </p>
      {open && items.length > 0 ? (
        <ul
          ref={list}
          id={listId}
          className="rivulet-completions"
          role="listbox"
          aria-label={open.kind === 'command' ? words.commandList : words.mentionList}
        >
          {items.map((item, position) => (
            <li
              key={item.id}
              id={optionId(position)}
              role="option"
              aria-selected={position === active}
              // The field keeps its focus.
              onMouseDown={(event) => event.preventDefault()}
              onMouseMove={() => highlight(position)}
              onClick={() => choose(item)}
            >
              <bdi className="rivulet-completion-label">{seenName(item.label)}</bdi>
              {item.description === undefined ? null : <bdi className="rivulet-completion-description">{seenName(item.description)}</bdi>}
            </li>
          ))}
        </ul>
      ) : null}
    </>
  )
}

function noteOf(open: NonNullable<Completions['open']>, words: Labels): string {
  if (open.state === 'searching') return words.searching
  if (open.state === 'failed') return words.searchFailed
  const { length } = open.items
  return length === 0 ? words.noCompletion : words.found(length)
}

/** Scrolls the list and nothing around it. */
function keepInView(list: HTMLElement, line: HTMLElement) {
  const below = line.offsetTop + line.offsetHeight - list.clientHeight
  list.scrollTop = Math.min(line.offsetTop, Math.max(list.scrollTop, below))
}
