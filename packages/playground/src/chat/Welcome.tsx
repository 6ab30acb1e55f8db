import { ANSWERS } from '@rivulet/replay'
import type { ReactNode } from 'react'
import type { GatewayChoice } from '../gateway/gateways.js'

/** Where a keyboard is at hand the page opens on its field; on a phone that would only bring up the keys. */
export const HAS_KEYBOARD: boolean = matchMedia('(pointer: fine)').matches

/** Each names a tool of the demo, which an emulated gateway then calls. */
const TOOL_PROMPTS = [
  'Call the tool current_time',
  'Call the tool calculate',
  'Call the tool delete_file, which asks you first',
  'Call the tool ask_reader, which is a form',
]

/** For a real model: prompts that show what a stream is good for. */
const PROMPTS = [
  'Explain server-sent events to a web developer, in five sentences.',
  'Compare TCP, QUIC and WebSockets in a table.',
  'Write a function that debounces another one, in TypeScript, with tests.',
  'Tell a short story about a river that keeps a diary.',
  'اكتب فقرة قصيرة عن النيل.',
  '用三句话介绍长江。',
]

/** What stands in an empty chat: what can be asked here, one press away. */
export function Welcome(props: { gateway: GatewayChoice; hasTools: boolean; onAsk: (prompt: string) => void }): ReactNode {
  const { gateway, hasTools, onAsk } = props
  const emulated = gateway.kind === 'emulated'
  const prompts = [...(hasTools ? TOOL_PROMPTS : []), ...(emulated ? ANSWERS.map(({ title }) => title) : PROMPTS)]
  return (
    <div className="welcome">
      <div className="welcome-head">
        <img src="/favicon.svg" alt="" />
        <h2>Ask, and watch it stream</h2>
        <p>
          {emulated
            ? 'The embedded gateway knows these by heart. Anything else works too.'
            : `Every message goes to ${gateway.label}. The key stays in the server.`}
        </p>
      </div>
      <ul className="suggestions" aria-label="Suggestions">
        {prompts.map((prompt) => (
          <li key={prompt}>
            <button type="button" className="suggestion" dir="auto" onClick={() => onAsk(prompt)}>
              {prompt}
            </button>
          </li>
        ))}
      </ul>
    </div>
  )
}
