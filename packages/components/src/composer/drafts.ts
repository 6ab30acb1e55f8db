/** Where texts are kept that were written and not sent yet, one for each conversation. Read while the composer renders. */
export interface DraftStore {
  /** The text that is kept under a key; undefined where there is none. */
  get: (key: string) => string | undefined
  /** An empty text is one that nobody needs again. */
  set: (key: string, text: string) => void
}

/** Keeps drafts as long as the page is open. */
export function memoryDrafts(): DraftStore {
  const texts = new Map<string, string>()
  return {
    get: (key) => texts.get(key),
    set: (key, text) => void (text === '' ? texts.delete(key) : texts.set(key, text)),
  }
}

/** The drafts of every composer that is given no other store. */
export const pageDrafts: DraftStore = memoryDrafts()
