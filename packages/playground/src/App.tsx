import { lazy, Suspense, useRef, useState, type ReactNode } from 'react'
import { Bar } from './Bar.js'
import { Conversation } from './conversations/Conversation.js'
import { ConversationsPanel } from './conversations/ConversationsPanel.js'
import { createEventLog } from './events/eventLog.js'
import { tapFetch } from './events/tapFetch.js'
import { readGateways } from './gateway/readGateways.js'
import { useGateway } from './gateway/useGateway.js'
import { useWords } from './languages/useWords.js'
import { OfflineNotice } from './offline/OfflineNotice.js'
import { CONVERSATIONS_BESIDE, CONVERSATIONS_PANEL, EVENTS_BESIDE, EVENTS_PANEL, SETTINGS_PANEL } from './Panel.js'
import { SettingsPanel } from './settings/SettingsPanel.js'
import { useSettings } from './settings/useSettings.js'
import { useShortcuts } from './shortcuts/useShortcuts.js'
import { useDemoTools } from './tools/useDemoTools.js'
import { useRunning } from './useRunning.js'
import { go, newConversation, useRoute, type Route } from './useRoute.js'

const CompareView = lazy(async () => ({ default: (await import('./compare/CompareView.js')).CompareView }))
const StructuredView = lazy(async () => ({ default: (await import('./structured/StructuredView.js')).StructuredView }))
const EventsPanel = lazy(async () => ({ default: (await import('./events/EventsPanel.js')).EventsPanel }))
const ShortcutList = lazy(async () => ({ default: (await import('./shortcuts/ShortcutList.js')).ShortcutList }))

/** The playground: the conversations, the one that is shown, and what came over the wire. */
export function App(): ReactNode {
  const [settings, change] = useSettings()
  const words = useWords(settings.language)
  const [gateways] = useState(readGateways)
  const [log] = useState(() => createEventLog())
  const [tapped] = useState(() => tapFetch(log.sink))
  const use = useGateway(gateways, settings.gateway, settings.models, tapped)
  const tools = useDemoTools(settings.tools)
  const route = useRoute()
  const chat = useLastChat(route)
  const [running, tellRunning] = useRunning()
  const [isHelpOpen, setHelpOpen] = useState(false)
  const field = useRef<HTMLTextAreaElement>(null)

  const toggleList = (): void => toggle(CONVERSATIONS_PANEL, CONVERSATIONS_BESIDE, () => change({ isListShown: !settings.isListShown }))
  useShortcuts({
    newChat: () => go(newConversation()),
    search: () => {
      if (!settings.isListShown) change({ isListShown: true })
      if (!matchMedia(CONVERSATIONS_BESIDE).matches) document.getElementById(CONVERSATIONS_PANEL)?.showPopover()
      // It may only now be drawn.
      requestAnimationFrame(() => document.querySelector<HTMLElement>(`#${CONVERSATIONS_PANEL} .rivulet-search input`)?.focus())
    },
    field: () => field.current?.focus(),
    list: toggleList,
    events: () => toggle(EVENTS_PANEL, EVENTS_BESIDE, () => change({ areEventsShown: !settings.areEventsShown })),
    settings: () => document.getElementById(SETTINGS_PANEL)?.togglePopover(),
    help: () => setHelpOpen(true),
  })

  const shownId = route.view === 'chat' ? route.id : undefined
  const liveIds = [...new Set([...running, ...(shownId === undefined ? [] : [shownId])])]
  const common = { settings, words, use }
  return (
    <div className="app" data-list={settings.isListShown ? undefined : 'away'} data-events={settings.areEventsShown ? undefined : 'away'}>
      <Bar route={route} chat={chat} settings={settings} onChange={change} onHelp={() => setHelpOpen(true)} />
      <ConversationsPanel currentId={shownId} answeringIds={running} words={words} />
      <main className="chat">
        <OfflineNotice />
        {liveIds.map((id) => (
          <Conversation
            key={id}
            id={id}
            isShown={id === shownId}
            messageId={route.view === 'chat' && id === shownId ? route.messageId : undefined}
            {...common}
            log={log}
            onSettings={change}
            tools={tools}
            fieldRef={field}
            onRunning={tellRunning}
          />
        ))}
        <Suspense>
          {route.view === 'compare' && <CompareView gateways={gateways} fetch={tapped} settings={settings} words={words} />}
          {route.view === 'structured' && <StructuredView {...common} onSettings={change} />}
        </Suspense>
      </main>
      <Suspense>
        <EventsPanel key={route.view} log={log} isComparing={route.view === 'compare'} words={words} />
      </Suspense>
      <SettingsPanel gateways={gateways} {...common} onChange={change} />
      <Suspense>{isHelpOpen && <ShortcutList onClose={() => setHelpOpen(false)} />}</Suspense>
    </div>
  )
}

/** Shows or hides a panel: in its place where it has one, over the page elsewhere. */
function toggle(panel: string, beside: string, flip: () => void): void {
  if (matchMedia(beside).matches) flip()
  else document.getElementById(panel)?.togglePopover()
}

/** The conversation that is shown, or was before another view. */
function useLastChat(route: Route): Route {
  const [last, setLast] = useState<Route>(() => (route.view === 'chat' ? route : newConversation()))
  if (route.view === 'chat' && route !== last) setLast(route)
  return route.view === 'chat' ? route : last
}
