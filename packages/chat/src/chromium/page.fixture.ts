/**
 * The smallest application on `useChatStream`: it draws what the hook tells, and has its chat on `window`. What it is made with stands in the address, as JSON.
 * It is text, since the hooks' package is built on this one.
 */
export const PAGE_MODULE = `
import { createElement as h, StrictMode, useEffect, useState } from 'react'
import { flushSync } from 'react-dom'
import { createRoot } from 'react-dom/client'
import { object, string } from 'zod'
import { createChat, defineTool, indexedDBStorage, textOf } from '@rivulet/chat'
import { createChatClient } from '@rivulet/core'
import { useChatStream } from '@rivulet/react'

const { baseURL, whileBusy, hasTools = false, isStrict = false, sends, id = 'conversation', continueWith } = JSON.parse(decodeURIComponent(location.hash.slice(1)))
const client = createChatClient({ baseURL, apiKey: 'a-key', retry: { maxRetries: 0 } })
const storage = indexedDBStorage()
const ran = []
const weather = defineTool({
  name: 'get_weather',
  description: 'The weather of a place',
  parameters: object({ place: string() }),
  needsApproval: true,
  execute({ place }) {
    ran.push(place)
    return { place, degrees: 21 }
  },
})
const settings = { client, model: 'default', whileBusy, continueWith, tools: hasTools ? [weather] : undefined }

function Conversation() {
  const { chat, messages, run, queue, queueHeld, error, storageError, loading } = useChatStream({ ...settings, id, storage })
  window.chat = chat
  useEffect(() => {
    if (sends) void chat.send(sends, { id: 'sent-by-effect' })
  }, [chat])
  const shown = { phase: run.phase, queueHeld, error: error?.code, storageError: storageError?.code, loading }
  return h('main', { 'data-shown': JSON.stringify(shown) },
    h('ol', { id: 'messages' }, messages.map((message) =>
      h('li', { key: message.id, id: message.id, 'data-role': message.wire.role, 'data-state': message.state, 'data-ending': message.ending?.kind }, textOf(message)))),
    h('ol', { id: 'queue' }, queue.map((item) => h('li', { key: item.id, id: item.id }, item.content))))
}

function App() {
  const [isShown, show] = useState(true)
  window.show = (next) => flushSync(() => show(next))
  return isShown ? h(Conversation) : null
}

/** Opens a conversation, asks, and leaves it. */
async function visit(name) {
  const chat = createChat({ ...settings, id: name, storage })
  const leave = chat.subscribe(() => undefined)
  await chat.send('haiku')
  while (chat.getSnapshot().run.phase !== 'idle') await new Promise((resolve) => setTimeout(resolve, 5))
  leave()
}

Object.assign(window, { ran, visit })
const app = h(App)
createRoot(document.querySelector('#app')).render(isStrict ? h(StrictMode, null, app) : app)
`

/** Before everything else: counts what is begun and not ended. */
const COUNTING = `
// As in a browser that has React's tools, where React says nothing of them.
window.__REACT_DEVTOOLS_GLOBAL_HOOK__ = { isDisabled: true }
const held = { timers: new Set(), channels: new Set(), listeners: new Set() }
window.held = () => ({ timers: held.timers.size, channels: held.channels.size, listeners: [...held.listeners].map((each) => each.type) })
for (const [set, clear, repeats] of [['setTimeout', 'clearTimeout', false], ['setInterval', 'clearInterval', true]]) {
  const [start, end] = [window[set].bind(window), window[clear].bind(window)]
  window[set] = (call, ms, ...args) => {
    const timer = start((...all) => {
      if (!repeats) held.timers.delete(timer)
      call(...all)
    }, ms, ...args)
    held.timers.add(timer)
    return timer
  }
  window[clear] = (timer) => {
    held.timers.delete(timer)
    end(timer)
  }
}
const { BroadcastChannel: Channel } = window
window.BroadcastChannel = class extends Channel {
  constructor(name) {
    super(name)
    held.channels.add(this)
  }
  close() {
    held.channels.delete(this)
    super.close()
  }
}
for (const target of [window, document]) {
  const [add, remove] = [target.addEventListener.bind(target), target.removeEventListener.bind(target)]
  const find = (type, listener) => [...held.listeners].find((each) => each.target === target && each.type === type && each.listener === listener)
  target.addEventListener = (type, listener, options) => {
    const entry = { target, type, listener }
    if (!find(type, listener)) held.listeners.add(entry)
    if (options?.once) add(type, () => held.listeners.delete(entry), options)
    add(type, listener, options)
  }
  target.removeEventListener = (type, listener, options) => {
    held.listeners.delete(find(type, listener))
    remove(type, listener, options)
  }
}
`

export const PAGE_HTML: string = `<!doctype html><meta charset="utf-8"><title>A chat</title><link rel="icon" href="data:,">
<body><div id="app"></div><script>${COUNTING}</script><script type="module" src="/page.js"></script>`
