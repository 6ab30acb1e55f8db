import Keyboard from 'lucide-react/icons/keyboard'
import PanelLeft from 'lucide-react/icons/panel-left'
import Radio from 'lucide-react/icons/radio'
import SlidersHorizontal from 'lucide-react/icons/sliders-horizontal'
import SquarePen from 'lucide-react/icons/square-pen'
import type { LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'
import { CONVERSATIONS_BESIDE, CONVERSATIONS_PANEL, EVENTS_BESIDE, EVENTS_PANEL, SETTINGS_PANEL } from './Panel.js'
import type { Settings } from './settings/settings.js'
import { ThemeSwitch } from './settings/ThemeSwitch.js'
import { useMedia } from './useMedia.js'
import { go, hrefOf, newConversation, type Route } from './useRoute.js'

interface BarProps {
  route: Route
  /** Where the chat was left, for the way back. */
  chat: Route
  settings: Settings
  onChange: (changed: Partial<Settings>) => void
  onHelp: () => void
}

/** The name, the views, and the buttons of the panels. */
export function Bar({ route, chat, settings, onChange, onHelp }: BarProps): ReactNode {
  const isWide = useMedia(CONVERSATIONS_BESIDE)
  const isWidest = useMedia(EVENTS_BESIDE)
  return (
    <header className="bar">
      <PanelButton
        icon={PanelLeft}
        name="Conversations"
        panel={CONVERSATIONS_PANEL}
        isBeside={isWide}
        isShown={settings.isListShown}
        onToggle={() => onChange({ isListShown: !settings.isListShown })}
        isIcon
      />
      <h1 className="brand">
        <img src="/favicon.svg" alt="" width={26} height={26} />
        Rivulet <span>playground</span>
      </h1>
      <nav className="views" aria-label="Views">
        <View name="Chat" to={chat} isCurrent={route.view === 'chat'} />
        <View name="Compare" to={{ view: 'compare' }} isCurrent={route.view === 'compare'} />
        <View name="Structured" to={{ view: 'structured' }} isCurrent={route.view === 'structured'} />
      </nav>
      <PanelButton
        icon={Radio}
        name="Events"
        panel={EVENTS_PANEL}
        isBeside={isWidest}
        isShown={settings.areEventsShown}
        onToggle={() => onChange({ areEventsShown: !settings.areEventsShown })}
      />
      <PanelButton icon={SlidersHorizontal} name="Settings" panel={SETTINGS_PANEL} isBeside={false} />
      <button type="button" className="bar-button bar-new" onClick={() => go(newConversation())}>
        <SquarePen aria-hidden />
        <span>New chat</span>
      </button>
      <button
        type="button"
        className="icon-button bar-help"
        aria-label="Keyboard shortcuts"
        title="Keyboard shortcuts (?)"
        onClick={onHelp}
      >
        <Keyboard aria-hidden />
      </button>
      <ThemeSwitch value={settings.theme} onChange={(theme) => onChange({ theme })} />
    </header>
  )
}

function View({ name, to, isCurrent }: { name: string; to: Route; isCurrent: boolean }): ReactNode {
  return (
    <a href={hrefOf(to)} aria-current={isCurrent ? 'page' : undefined}>
      {name}
    </a>
  )
}

interface PanelButtonProps {
  icon: LucideIcon
  name: string
  panel: string
  /** It stands beside the chat, and is shown or not; otherwise it opens over it. */
  isBeside: boolean
  isShown?: boolean
  onToggle?: () => void
  isIcon?: boolean
}

function PanelButton({ icon: Icon, name, panel, isBeside, isShown, onToggle, isIcon = false }: PanelButtonProps): ReactNode {
  const how = isBeside ? { onClick: onToggle, 'aria-pressed': isShown } : { popoverTarget: panel }
  return (
    <button type="button" className="bar-button" data-icon={isIcon ? '' : undefined} title={isIcon ? name : undefined} {...how}>
      <Icon aria-hidden data-directional="" />
      <span>{name}</span>
    </button>
  )
}
