import type { ContentPart } from '@rivulet/chat'
import type { AttachmentOptions, AttachmentRefusal, DraftAttachment, UploadFile } from './DraftAttachment.js'

const MAX_FILES = 10
const MAX_BYTES = 20_000_000

/** Pictures that every browser can show. */
const SHOWN_IMAGE = /^image\/(?:png|apng|jpeg|gif|webp|avif|bmp)$/

/** The files that are about to be sent, from the moment they are dropped to the part of the message that each becomes. */
export interface AttachmentTray {
  readonly subscribe: (listener: () => void) => () => void
  readonly getItems: () => readonly DraftAttachment[]
  readonly add: (files: Iterable<File>, options: AttachmentOptions) => void
  readonly remove: (id: string) => void
  /** Tries a failed upload again. */
  readonly retry: (id: string) => void
  /** Takes everything out, to be sent: the parts, and what puts the files back or forgets them. Refusals go too. */
  readonly take: () => { parts: readonly ContentPart[]; giveBack: () => void; forget: () => void }
  /** Ends uploads and forgets every file. */
  readonly clear: () => void
}

let count = 0

interface Work {
  file: File
  options: AttachmentOptions
  abort: AbortController
  previewUrl?: string
}

export function createAttachmentTray(): AttachmentTray {
  let items: readonly DraftAttachment[] = []
  const works = new Map<string, Work>()
  const listeners = new Set<() => void>()

  const set = (next: readonly DraftAttachment[]) => {
    items = next
    for (const listener of listeners) listener()
  }
  const change = (id: string, changed: Partial<DraftAttachment>) =>
    set(items.map((item) => (item.id === id ? { ...item, ...changed } : item)))
  const forget = (gone: readonly DraftAttachment[]) => {
    for (const { id } of gone) {
      const work = works.get(id)
      work?.abort.abort()
      if (work?.previewUrl !== undefined) URL.revokeObjectURL(work.previewUrl)
      works.delete(id)
    }
  }

  const run = async (id: string) => {
    const work = works.get(id)
    if (!work) return
    work.abort = new AbortController()
    const { signal } = work.abort
    const tell = (changed: Partial<DraftAttachment>) => {
      if (!signal.aborted) change(id, changed)
    }
    tell({ state: 'reading', error: undefined, progress: undefined })
    try {
      await bring(work, signal, tell)
    } catch (error) {
      tell({ state: 'failed', error: error instanceof Error ? error.message : String(error) })
    }
  }

  return {
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    getItems: () => items,
    add: (files, options) => {
      for (const file of files) {
        const id = `file-${++count}`
        const refusal = refusalAtSight(file, items, options)
        const about = { id, name: file.name, size: file.size, type: '' }
        set([...items, refusal ? { ...about, state: 'refused', refusal } : { ...about, state: 'reading' }])
        if (refusal) continue
        works.set(id, { file, options, abort: new AbortController() })
        void run(id)
      }
    },
    remove: (id) => {
      forget(items.filter((item) => item.id === id))
      set(items.filter((item) => item.id !== id))
    },
    retry: (id) => void run(id),
    take: () => {
      const taken = items.filter(({ state }) => state === 'ready')
      const parts = taken.flatMap(({ part }) => (part ? [part] : []))
      const giveBack = () => {
        if (taken.length > 0) set([...taken, ...items])
      }
      if (items.length > 0) set(items.filter(({ state }) => state !== 'ready' && state !== 'refused'))
      return { parts, giveBack, forget: () => forget(taken) }
    },
    clear: () => {
      forget(items)
      set([])
    },
  }
}

/** What can be said without looking into the file. */
function refusalAtSight(file: File, items: readonly DraftAttachment[], options: AttachmentOptions): AttachmentRefusal | undefined {
  const { maxFiles = MAX_FILES, maxBytes = MAX_BYTES } = options
  if (items.filter(({ state }) => state !== 'refused').length >= maxFiles) return { code: 'too-many', limit: maxFiles }
  if (file.size > maxBytes) return { code: 'too-large', limit: maxBytes }
  return file.size === 0 ? { code: 'empty' } : undefined
}

async function bring(work: Work, signal: AbortSignal, tell: (changed: Partial<DraftAttachment>) => void) {
  const { file, options } = work
  // With its list of every kind of file it is larger than the composer: fetched with the first file.
  const [{ isAccepted, mediaTypeOf }, { toContentPart }] = await Promise.all([import('./mediaType.js'), import('./toContentPart.js')])
  const type = await mediaTypeOf(file).catch(() => undefined)
  if (type === undefined) return tell({ state: 'refused', refusal: { code: 'unreadable' } })
  if (!isAccepted(type, options.accept)) return tell({ state: 'refused', type, refusal: { code: 'type', type } })
  if (signal.aborted) return
  if (SHOWN_IMAGE.test(type)) work.previewUrl ??= URL.createObjectURL(file)
  tell({ state: 'uploading', type, previewUrl: work.previewUrl })
  const upload: UploadFile = options.upload ?? toContentPart
  const onProgress = (share: number) => tell({ progress: Math.min(1, Math.max(0, share)) })
  const part = await upload(file, { type, signal, onProgress })
  tell({ state: 'ready', part, progress: undefined })
}
