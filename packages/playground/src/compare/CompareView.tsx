import { Composer, type LabelOverrides } from '@rivulet/components'
import { Chat } from '@rivulet/components/chat'
import { indexedDBStorage, type Chat as ChatHandle, type ConversationStorage } from '@rivulet/chat'
import { useChatStream } from '@rivulet/react'
import { useMemo, useState, type ReactNode } from 'react'
import { labelsFor } from '../chat/labelsFor.js'
import { MARKDOWN } from '../chat/markdown.js'
import { withSystemPrompt } from '../chat/systemPrompt.js'
import { GatewayModelPicker } from '../gateway/GatewayModelPicker.js'
import { useGateway, type Gateways, type GatewayUse } from '../gateway/useGateway.js'
import { Select } from '../settings/Select.js'
import type { Settings } from '../settings/settings.js'
import { keptDrafts } from '../conversations/drafts.js'
import { useCompared, type ComparedSide } from './useCompared.js'

export interface CompareViewProps {
  gateways: Gateways
  fetch: typeof globalThis.fetch
  settings: Settings
  words: LabelOverrides | undefined
}

/** Apart from the conversations: what is compared is asked twice, and belongs to neither. */
const storage: ConversationStorage = indexedDBStorage({ name: 'rivulet-playground-compare' })
const NO_PARTS = { composer: null, queue: null } as const

/** One question to two gateways or models, and both answers side by side. */
export function CompareView({ gateways, fetch, settings, words }: CompareViewProps): ReactNode {
  const [compared, change] = useCompared()
  const first = useSide({ side: compared.first, id: 'first', gateways, fetch, settings })
  const second = useSide({ side: compared.second, id: 'second', gateways, fetch, settings })
  const sides = [first, second]
  const isRunning = first.isRunning || second.isRunning
  return (
    <div className="compare">
      <div className="compare-columns">
        <Column
          {...first}
          gateways={gateways}
          words={words}
          settings={settings}
          title="First"
          onChange={(side) => change({ first: side })}
        />
        <Column
          {...second}
          gateways={gateways}
          words={words}
          settings={settings}
          title="Second"
          onChange={(side) => change({ second: side })}
        />
      </div>
      <div className="compare-dock">
        <Composer
          onSend={(content) => Promise.all(sides.map(({ chat, use }) => ask(chat, use, content)))}
          onStop={() => sides.forEach(({ chat }) => void chat.stop())}
          running={isRunning}
          draftKey="compare"
          drafts={keptDrafts}
          submitOn={settings.sendKey}
          attachments
          placeholder="Ask both"
          labels={words}
        >
          <button type="button" className="rivulet-button" data-quiet="" onClick={() => sides.forEach(({ chat }) => chat.clear())}>
            Clear both
          </button>
        </Composer>
      </div>
    </div>
  )
}

async function ask(chat: ChatHandle, { choice }: GatewayUse, content: Parameters<ChatHandle['send']>[0]): Promise<void> {
  chat.configure({ model: await choice.settle() })
  await chat.send(content)
}

interface SideOptions extends Pick<CompareViewProps, 'gateways' | 'fetch' | 'settings'> {
  side: ComparedSide
  id: string
}

interface Side {
  side: ComparedSide
  use: GatewayUse
  chat: ChatHandle
  isRunning: boolean
}

function useSide({ side, id, gateways, fetch, settings }: SideOptions): Side {
  const { system, temperature, stream } = settings
  const use = useGateway(gateways, side.gateway ?? gateways[id === 'first' ? 0 : 1 % gateways.length]?.id ?? null, side.models, fetch)
  const params = useMemo(() => ({ stream, ...(temperature === null ? {} : { temperature }) }), [stream, temperature])
  const { chat, run } = useChatStream({
    client: use.client,
    model: use.choice.model || use.choice.anyModel,
    params,
    prepareRequest: (path) => withSystemPrompt(path, system),
    id,
    storage,
  })
  return { side, use, chat, isRunning: run.phase !== 'idle' }
}

interface ColumnProps extends Side {
  title: string
  gateways: Gateways
  settings: Settings
  words: LabelOverrides | undefined
  onChange: (side: ComparedSide) => void
}

function Column({ title, side, use, chat, gateways, settings, words, onChange }: ColumnProps): ReactNode {
  const { gateway } = use
  const labels = useMemo(() => labelsFor(gateway, words), [gateway, words])
  const [layers, setLayers] = useState<HTMLElement | null>(null)
  return (
    <section className="compare-column" aria-label={title} ref={setLayers}>
      <header className="compare-head">
        <Select aria-label={`${title} gateway`} value={gateway.id} onChange={(event) => onChange({ ...side, gateway: event.target.value })}>
          {gateways.map(({ id, label }) => (
            <option key={id} value={id}>
              {label}
            </option>
          ))}
        </Select>
        <GatewayModelPicker
          use={use}
          settings={{ ...settings, models: side.models }}
          onSettings={({ models }) => onChange({ ...side, models: models ?? side.models })}
          words={words}
          portalContainer={layers}
        />
      </header>
      <Chat
        chat={chat}
        labels={labels}
        markdown={MARKDOWN}
        parts={NO_PARTS}
        announce={settings.announce}
        empty={<p className="compare-empty">{gateway.about}</p>}
      />
    </section>
  )
}
