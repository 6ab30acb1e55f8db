import type { ConversationStorage, StoredConversation } from '@rivulet/chat'
import { useState } from 'react'
import { formatConversations } from './conversationFile.js'
import { importConversations, type ImportOutcome, type Progress } from './importConversations.js'
import { fileNameOf, saveFile } from './saveFile.js'
import { toMarkdown } from './toMarkdown.js'

/** What an export or an import is doing, or came to. */
export type TransferState =
  | { readonly kind: 'idle' }
  | { readonly kind: 'working'; readonly what: 'export' | 'import'; readonly progress: Progress }
  | { readonly kind: 'exported'; readonly count: number }
  | { readonly kind: 'imported'; readonly outcome: ImportOutcome }
  | { readonly kind: 'failed'; readonly message: string }

export interface Transfer {
  readonly state: TransferState
  readonly exportOne: (id: string, format: 'json' | 'markdown') => Promise<void>
  readonly exportAll: () => Promise<void>
  readonly importFile: (file: Blob) => Promise<void>
  readonly dismiss: () => void
}

const NONE: Progress = { done: 0, of: 0 }

/** Conversations to files and back, with how far it is. */
export function useTransfer(storage: ConversationStorage): Transfer {
  const [state, setState] = useState<TransferState>({ kind: 'idle' })

  const attempt = async (what: 'export' | 'import', work: () => Promise<TransferState>): Promise<void> => {
    setState({ kind: 'working', what, progress: NONE })
    try {
      setState(await work())
    } catch (error) {
      setState({ kind: 'failed', message: error instanceof Error ? error.message : 'It did not work, and nobody said why.' })
    }
  }
  const exportOne: Transfer['exportOne'] = (id, format) =>
    attempt('export', async () => {
      const conversation = await storage.load(id)
      if (!conversation) return { kind: 'failed', message: 'There is nothing to export yet: nothing was said.' }
      const { title } = conversation.info
      if (format === 'markdown') saveFile(fileNameOf(title, 'md'), toMarkdown(conversation), 'text/markdown')
      else saveFile(fileNameOf(title, 'rivulet.json'), formatConversations([conversation], new Date()), 'application/json')
      return { kind: 'exported', count: 1 }
    })
  const exportAll: Transfer['exportAll'] = () =>
    attempt('export', async () => {
      const infos = await storage.list()
      if (infos.length === 0) return { kind: 'failed', message: 'There is nothing to export yet: no conversation was kept.' }
      const conversations: StoredConversation[] = []
      for (const [done, { id }] of infos.entries()) {
        setState({ kind: 'working', what: 'export', progress: { done, of: infos.length } })
        const conversation = await storage.load(id)
        if (conversation) conversations.push(conversation)
      }
      const day = new Date().toISOString().slice(0, 10)
      saveFile(`rivulet-conversations-${day}.rivulet.json`, formatConversations(conversations, new Date()), 'application/json')
      return { kind: 'exported', count: conversations.length }
    })
  const importFile: Transfer['importFile'] = (file) =>
    attempt('import', async () => {
      const outcome = await importConversations(storage, file, (progress) => setState({ kind: 'working', what: 'import', progress }))
      return { kind: 'imported', outcome }
    })
  return { state, exportOne, exportAll, importFile, dismiss: () => setState({ kind: 'idle' }) }
}
