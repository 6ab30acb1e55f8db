import type { Chat, ChatMessage, ChatSnapshot } from '@rivulet/chat'
import type { StreamMoment, StreamParameters } from '@rivulet/replay/storybook'
import { expect, waitFor, within } from 'storybook/test'

/** What a story gets of the chat that a recording drives. */
export interface RecordedChat extends Pick<ChatSnapshot, 'messages' | 'run' | 'error' | 'usage' | 'cost'> {
  chat: Chat
  send: (text: string) => Promise<void>
  stop: () => Promise<void>
  retry: () => Promise<void>
}

/** Which recording drives a story, and where it is held. */
export interface RecordedStory {
  /** A file of `packages/replay/recordings`, without its ending. */
  name: string
  /** @defaultValue 'end' */
  at?: StreamMoment
  /** Stop is pressed at that moment. */
  stopped?: boolean
  /** The story's args, made of the chat at that moment. */
  show: (chat: RecordedChat) => object
}

/** A story's parameters that have a recording drive it: `parameters: recorded<ThreadProps>({ … })`. */
export function recorded<Args extends object>(
  story: Omit<RecordedStory, 'show'> & { show: (chat: RecordedChat) => Partial<Args> },
): { recording: RecordedStory; stream: StreamParameters } {
  const { name, at } = story
  const load = () => import(`../../../replay/recordings/${name}.stream.jsonl?raw`) as Promise<{ default: string }>
  return { recording: story, stream: { recording: load, at } }
}

/** The newest message of a chat. */
export function lastOf({ messages }: Pick<ChatSnapshot, 'messages'>): ChatMessage {
  const last = messages.at(-1)
  if (!last) throw new Error('The chat has no message yet: hold its recording later.')
  return last
}

/** Waits until the recording has reached the moment at which the story holds it. */
export async function held(canvasElement: HTMLElement): Promise<ReturnType<typeof within>> {
  await waitFor(() => expect(canvasElement.querySelector('[data-held]')).not.toBeNull())
  return within(canvasElement)
}
