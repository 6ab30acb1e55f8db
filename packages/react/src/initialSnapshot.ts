import type { Chat, ChatSnapshot } from '@rivulet/chat'

interface InitialView {
  readonly snapshot: ChatSnapshot
  readonly branches: ReadonlyMap<string, readonly string[]>
}

const INITIAL = new WeakMap<Chat, InitialView>()
const NONE: readonly string[] = []

/**
 * What a chat showed when React first met it, which is what a server has drawn. A part of the page that is hydrated late draws that first, though the chat has
 * gone on meanwhile: hydration must find what the server left.
 */
export function initialSnapshot(chat: Chat): ChatSnapshot {
  return initialView(chat).snapshot
}

/** The branches at a message, as of {@link initialSnapshot}. */
export function initialBranches(chat: Chat, id: string): readonly string[] {
  return initialView(chat).branches.get(id) ?? NONE
}

function initialView(chat: Chat): InitialView {
  const known = INITIAL.get(chat)
  if (known) return known
  const snapshot = chat.getSnapshot()
  const view = { snapshot, branches: new Map(snapshot.messages.map(({ id }) => [id, chat.getBranches(id)])) }
  INITIAL.set(chat, view)
  return view
}
