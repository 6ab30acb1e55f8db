import type { ConversationStorage } from '@rivulet/chat'
import FolderOutput from 'lucide-react/icons/folder-output'
import { useId, useRef, type ReactNode } from 'react'
import { IconButton } from '../IconButton.js'
import { useTransfer, type TransferState } from './useTransfer.js'

/** Conversations to files and back: a button that opens what can be done, and what came of it. */
export function TransferMenu({ storage, currentId }: { storage: ConversationStorage; currentId: string | undefined }): ReactNode {
  const { state, exportOne, exportAll, importFile, dismiss } = useTransfer(storage)
  const id = useId()
  const file = useRef<HTMLInputElement>(null)
  const isWorking = state.kind === 'working'
  return (
    <>
      <IconButton icon={FolderOutput} label="Export and import" popoverTarget={id} />
      <div
        id={id}
        className="transfer"
        popover="auto"
        role="dialog"
        aria-label="Export and import"
        onToggle={(event) => event.newState === 'closed' && !isWorking && dismiss()}
      >
        {currentId !== undefined && (
          <div className="transfer-group" role="group" aria-label="This conversation">
            <p>This conversation</p>
            <button type="button" className="rivulet-button" disabled={isWorking} onClick={() => void exportOne(currentId, 'json')}>
              Export as JSON
            </button>
            <button type="button" className="rivulet-button" disabled={isWorking} onClick={() => void exportOne(currentId, 'markdown')}>
              Export as Markdown
            </button>
          </div>
        )}
        <div className="transfer-group" role="group" aria-label="All conversations">
          <p>All conversations</p>
          <button type="button" className="rivulet-button" disabled={isWorking} onClick={() => void exportAll()}>
            Export all as JSON
          </button>
          <button type="button" className="rivulet-button" disabled={isWorking} onClick={() => file.current?.click()}>
            Import from a file
          </button>
          <input
            ref={file}
            type="file"
            accept=".json,application/json"
            className="hidden"
            tabIndex={-1}
            aria-label="File to import"
            onChange={({ target }) => {
              const [chosen] = target.files ?? []
              // The same file may be chosen again.
              if (chosen) void importFile(chosen).finally(() => (target.value = ''))
            }}
          />
        </div>
        <Outcome state={state} />
      </div>
    </>
  )
}

function Outcome({ state }: { state: TransferState }): ReactNode {
  const isFailure = state.kind === 'failed'
  return (
    <div className="transfer-outcome" role={isFailure ? 'alert' : 'status'} data-failed={isFailure ? '' : undefined}>
      {state.kind === 'working' && state.progress.of > 0 && (
        <progress aria-label={state.what === 'import' ? 'Importing' : 'Exporting'} value={state.progress.done} max={state.progress.of} />
      )}
      <p dir="auto">{textOf(state)}</p>
    </div>
  )
}

function textOf(state: TransferState): string {
  if (state.kind === 'idle') return ''
  if (state.kind === 'failed') return state.message
  if (state.kind === 'exported') return `${conversations(state.count)} exported.`
  if (state.kind === 'working') {
    const { done, of } = state.progress
    return `${state.what === 'import' ? 'Importing' : 'Exporting'} ${done} of ${of || '…'}`
  }
  const { imported, same, unreadable } = state.outcome
  const others = [
    same > 0 ? `${conversations(same)} ${same === 1 ? 'was' : 'were'} here already.` : '',
    unreadable > 0 ? `${unreadable} ${unreadable === 1 ? 'entry' : 'entries'} of the file could not be read.` : '',
  ]
  return [`${conversations(imported.length)} imported.`, ...others].filter(Boolean).join(' ')
}

function conversations(count: number): string {
  return count === 1 ? '1 conversation' : `${count} conversations`
}
