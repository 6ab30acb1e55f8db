import { requestMessages, type ChatMessage } from '@rivulet/chat'
import type { ChatMessageParam } from '@rivulet/core'
import { ChatProvider, useChatStream } from '@rivulet/react'
import Radio from 'lucide-react/icons/radio'
import SlidersHorizontal from 'lucide-react/icons/sliders-horizontal'
import SquarePen from 'lucide-react/icons/square-pen'
import { useCallback, useMemo, useState, type ReactNode } from 'react'
import { ChatColumn } from './chat/ChatColumn.js'
import { createGatewayClient } from './createGatewayClient.js'
import { createEventLog } from './events/eventLog.js'
import { EVENTS_PANEL, EventsPanel } from './events/EventsPanel.js'
import { tapFetch } from './events/tapFetch.js'
import { readGateways } from './readGateways.js'
import { SETTINGS_PANEL, SettingsPanel } from './settings/SettingsPanel.js'
import { ThemeSwitch } from './settings/ThemeSwitch.js'
import { ANY_MODEL, useModel } from './settings/useModel.js'
import { useSettings } from './settings/useSettings.js'

function withSystemPrompt(path: readonly ChatMessage[], system: string): ChatMessageParam[] {
  const messages = requestMessages(path)
  return system.trim() === '' ? messages : [{ role: 'system', content: system }, ...messages]
}

/** The playground: what is sent, the talk, and what came over the wire. */
export function App(): ReactNode {
  const [settings, change] = useSettings()
  const [gateways] = useState(readGateways)
  const gateway = gateways.find(({ id }) => id === settings.gateway) ?? gateways[0]
  const [log] = useState(() => createEventLog())
  const [tapped] = useState(() => tapFetch(log.sink))
  const { system, temperature, stream } = settings
  const client = useMemo(() => createGatewayClient(gateway, tapped), [gateway, tapped])
  const choice = useModel(client, gateway, settings.models[gateway.id])
  const params = useMemo(() => ({ stream, ...(temperature === null ? {} : { temperature }) }), [stream, temperature])
  const prepareRequest = useCallback((path: readonly ChatMessage[]) => withSystemPrompt(path, system), [system])
  const { chat } = useChatStream({ client, model: choice.model || ANY_MODEL, params, prepareRequest })

  return (
    <ChatProvider chat={chat}>
      <div className="app">
        <header className="bar">
          <h1 className="brand">
            <img src="/favicon.svg" alt="" />
            Rivulet <span>playground</span>
          </h1>
          <button type="button" className="bar-button" popoverTarget={SETTINGS_PANEL}>
            <SlidersHorizontal aria-hidden />
            <span>Settings</span>
          </button>
          <button type="button" className="bar-button" popoverTarget={EVENTS_PANEL}>
            <Radio aria-hidden />
            <span>Events</span>
          </button>
          <button type="button" className="bar-button" onClick={() => chat.clear()}>
            <SquarePen aria-hidden />
            <span>New chat</span>
          </button>
          <ThemeSwitch value={settings.theme} onChange={(theme) => change({ theme })} />
        </header>
        <SettingsPanel gateways={gateways} gateway={gateway} model={choice} settings={settings} onChange={change} />
        <ChatColumn gateway={gateway} choice={choice} log={log} />
        <EventsPanel log={log} />
      </div>
    </ChatProvider>
  )
}
