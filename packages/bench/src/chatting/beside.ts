import { OURS } from '../budgets.ts'
import type { Chatting } from './measureChat.ts'

export const FLOOR = 'floor'
export const SKIPPED_FLOOR = 'floor, content-visibility'

/** Ours and the floors, with the peers that are beside them wherever chats are measured. */
export const CHATTING: readonly Chatting[] = [
  { key: 'rivulet', name: OURS },
  { key: 'floor', name: FLOOR, showsSource: true },
  { key: 'floorSkipped', name: SKIPPED_FLOOR, showsSource: true },
  { key: 'aiSdk', name: 'AI SDK and streamdown' },
  { key: 'aiSdkThrottled', name: 'the same, throttled to 50 ms' },
  { key: 'assistantUi', name: 'assistant-ui', isDear: true },
  { key: 'antDesignX', name: 'Ant Design X', isDear: true },
]
