/** What `/` offers at the beginning of a message. */
export interface Command {
  /** Without the slash, without blanks. */
  name: string
  /** Shown beside the name: what it does, in a few words. */
  description?: string | undefined
  /** Put in its place. @defaultValue the command itself and a blank */
  insert?: string | undefined
  /** Called when it is chosen, in place of inserting anything. */
  run?: (() => unknown) | undefined
}

/** What `@` offers. */
export interface Mention {
  /** Tells it from the others of the list; never shown. */
  id: string
  /** Shown, and what a list that is given whole is searched by. */
  label: string
  /** Shown beside the label, in a few words. */
  description?: string | undefined
  /** Put in its place. @defaultValue `@`, the label and a blank */
  insert?: string | undefined
}

/** Finds what fits the text after `@`, which may be empty. The signal aborts when more is typed. */
export type SearchMentions = (query: string, context: { signal: AbortSignal }) => readonly Mention[] | Promise<readonly Mention[]>

/** A line of the list that is open. */
export interface Completion {
  id: string
  label: string
  description?: string | undefined
  insert: string
  run?: (() => unknown) | undefined
}

/** What was typed that a list may complete. */
export interface Trigger {
  kind: 'command' | 'mention'
  /** Where it begins in the text: its sign. */
  start: number
  /** What stands between the sign and the caret. */
  query: string
}

/** A longer list is no help. */
const MAX_SHOWN = 50

/** The trigger that the caret stands in, or undefined; so it is where there is no caret, which is -1. */
export function triggerAt(text: string, caret: number): Trigger | undefined {
  if (caret < 0) return undefined
  const typed = text.slice(0, caret)
  const command = /^\/(\S*)$/.exec(typed)?.[1]
  if (command !== undefined) return { kind: 'command', start: 0, query: command }
  // An address has an @ within a word.
  const mention = /(?:^|[\s([{"'])@([^\s@]*)$/.exec(typed)?.[1]
  return mention === undefined ? undefined : { kind: 'mention', start: caret - mention.length - 1, query: mention }
}

export function fromCommand({ name, description, insert = `/${name} `, run }: Command): Completion {
  return { id: name, label: `/${name}`, description, insert, run }
}

export function fromMention({ id, label, description, insert = `@${label} ` }: Mention): Completion {
  return { id, label, description, insert }
}

/** Those whose label has the text in it, those that begin with it first. */
export function matching(completions: readonly Completion[], query: string): readonly Completion[] {
  const sought = query.toLocaleLowerCase()
  const ranked = completions.map((completion) => ({
    completion,
    at: completion.label.toLocaleLowerCase().replace(/^\//, '').indexOf(sought),
  }))
  const starts = ranked.filter(({ at }) => at === 0)
  const others = ranked.filter(({ at }) => at > 0)
  return [...starts, ...others].slice(0, MAX_SHOWN).map(({ completion }) => completion)
}
