import X from 'lucide-react/icons/x'
import { useEffect, useRef, type ReactNode } from 'react'
import { IconButton } from './IconButton.js'

export const CONVERSATIONS_PANEL: string = 'conversations'
export const EVENTS_PANEL: string = 'events'
export const SETTINGS_PANEL: string = 'settings'

/** From here on these panels stand beside the chat; below it they are sheets, as others always are. The stylesheet has the same two lines. */
export const CONVERSATIONS_BESIDE: string = '(min-width: 52rem)'
export const EVENTS_BESIDE: string = '(min-width: 78rem)'

/**
 * A side panel that turns into a sheet where there is no room: a native popover, which the stylesheet shows in place
 * on wide screens. Any button with its id as `popoverTarget` opens it.
 */
export function Panel(props: {
  id: string
  title: string
  /** The media query under which it stands beside the chat; null: never. */
  beside?: string | null
  note?: ReactNode
  actions?: ReactNode
  children: ReactNode
}): ReactNode {
  const { id, title, beside = EVENTS_BESIDE, note, actions, children } = props
  const element = useRef<HTMLElement>(null)

  // A sheet that is open when the window grows would stay above the page as a layer of its own.
  useEffect(() => {
    if (beside === null) return undefined
    const query = matchMedia(beside)
    const close = (): void => {
      if (query.matches && element.current?.matches(':popover-open')) element.current.hidePopover()
    }
    query.addEventListener('change', close)
    return () => query.removeEventListener('change', close)
  }, [beside])

  return (
    <aside id={id} ref={element} className={`panel panel-${id}`} popover="auto" aria-labelledby={`${id}-title`}>
      <header className="panel-head">
        <h2 id={`${id}-title`}>{title}</h2>
        {note !== undefined && <span className="panel-note">{note}</span>}
        <span className="panel-actions">
          {actions}
          <span className="panel-close">
            <IconButton icon={X} label={`Close ${title.toLowerCase()}`} popoverTarget={id} popoverTargetAction="hide" />
          </span>
        </span>
      </header>
      {children}
    </aside>
  )
}
