import { OURS } from '../budgets.ts'
import type { Chatting } from './measureChat.ts'

export const FLOOR = 'floor'
export const SKIPPED_FLOOR = 'floor, content-visibility'

/** Ours and the floors, with the peers that are beside them wherever chats are measured. */
export const CHATS_EVERYWHERE: readonly Chatting[] = [
  { key: 'rivulet', name: OURS },
  { key: 'floor', name: FLOOR, showsSource: true },
  { key: 'floorSkipped', name: SKIPPED_FLOOR, showsSource: true },
  { key: 'aiSdk', name: 'AI SDK and streamdown' },
  { key: 'aiSdkThrottled', name: 'AI SDK and streamdown, throttled to 50 ms' },
  { key: 'tanStack', name: 'TanStack AI and streamdown', isDear: true },
  { key: 'assistantUi', name: 'assistant-ui', isDear: true },
  { key: 'antDesignX', name: 'Ant Design X', isDear: true },
]
