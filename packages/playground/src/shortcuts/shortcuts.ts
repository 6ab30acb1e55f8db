/** What can be done by keys alone. */
export type ShortcutName = 'newChat' | 'search' | 'field' | 'list' | 'events' | 'settings' | 'help'

export interface Shortcut {
  readonly name: ShortcutName
  readonly does: string
  /** As they are shown; `Mod` is ⌘ on Apple's keyboards and Ctrl on others. */
  readonly keys: readonly string[]
  /** The key that is meant, as the keyboard's layout names it. */
  readonly key: string
  readonly mod: boolean
  readonly shift: boolean
}

export const SHORTCUTS: readonly Shortcut[] = [
  { name: 'newChat', does: 'New chat', keys: ['Mod', 'Shift', 'O'], key: 'o', mod: true, shift: true },
  { name: 'search', does: 'Search the conversations', keys: ['Mod', 'K'], key: 'k', mod: true, shift: false },
  { name: 'field', does: 'Write a message', keys: ['/'], key: '/', mod: false, shift: false },
  { name: 'list', does: 'Show or hide the conversations', keys: ['Mod', 'B'], key: 'b', mod: true, shift: false },
  { name: 'events', does: 'Show or hide the events', keys: ['Mod', 'Shift', 'E'], key: 'e', mod: true, shift: true },
  { name: 'settings', does: 'Settings', keys: ['Mod', ','], key: ',', mod: true, shift: false },
  { name: 'help', does: 'This list', keys: ['?'], key: '?', mod: false, shift: false },
]

interface Pressed {
  readonly key: string
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly altKey: boolean
  readonly shiftKey: boolean
}

/** The shortcut that was pressed. Keys that write something are none while the reader writes. */
export function shortcutOf({ key, ctrlKey, metaKey, altKey, shiftKey }: Pressed, isWriting: boolean): ShortcutName | undefined {
  const isMod = ctrlKey || metaKey
  if (altKey || (isWriting && !isMod)) return undefined
  // Whether `?` and `/` need Shift is the layout's matter.
  return SHORTCUTS.find((each) => each.key === key.toLowerCase() && each.mod === isMod && (!isMod || each.shift === shiftKey))?.name
}
