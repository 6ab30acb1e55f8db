import X from 'lucide-react/icons/x'
import { useEffect, useRef, type ReactNode } from 'react'
import { IconButton } from '../IconButton.js'
import { SHORTCUTS } from './shortcuts.js'

const MOD = /mac|iphone|ipad/i.test(navigator.userAgent) ? '⌘' : 'Ctrl'

/** What can be done by keys, over the page until it is closed. */
export function ShortcutList({ onClose }: { onClose: () => void }): ReactNode {
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    if (!dialog.current?.open) dialog.current?.showModal()
  }, [])
  return (
    // A press beside it closes it; Escape does by the browser's own means.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-noninteractive-element-interactions
    <dialog
      ref={dialog}
      className="shortcuts"
      aria-labelledby="shortcuts-title"
      onClose={onClose}
      onClick={(event) => event.target === event.currentTarget && event.currentTarget.close()}
    >
      <header className="panel-head">
        <h2 id="shortcuts-title">Keyboard shortcuts</h2>
        <span className="panel-actions">
          <IconButton icon={X} label="Close keyboard shortcuts" onClick={() => dialog.current?.close()} />
        </span>
      </header>
      <dl>
        {SHORTCUTS.map(({ name, does, keys }) => (
          <div key={name}>
            <dt>{does}</dt>
            <dd dir="ltr">
              {keys.map((key) => (
                <kbd key={key}>{key === 'Mod' ? MOD : key}</kbd>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </dialog>
  )
}
