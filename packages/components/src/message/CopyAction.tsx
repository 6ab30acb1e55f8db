'use client'
import Check from 'lucide-react/icons/check'
import Copy from 'lucide-react/icons/copy'
import FileCode from 'lucide-react/icons/file-code'
import X from 'lucide-react/icons/x'
import { useEffect, useState, type ReactNode } from 'react'
import type { Labels } from '../labels/labels.js'
import { withoutUnseen } from '../shared/Visible.js'
import { ActionButton } from './ActionButton.js'
import { writeClipboard } from './writeClipboard.js'

interface CopyActionProps {
  /** What is copied; made when it is asked for. */
  textOf: () => string
  kind: 'copyText' | 'copyMarkdown'
  words: Labels
}

/** How long the button tells what came of it. */
const TOLD_MS = 2000

const ICONS = { copyText: Copy, copyMarkdown: FileCode, copied: Check, copyFailed: X }

/** Copies text, and says so. What is not seen in it is left out: it would be pasted, and read by programs, without having been read by anyone. */
export function CopyAction({ textOf, kind, words }: CopyActionProps): ReactNode {
  const [outcome, setOutcome] = useState<'copied' | 'copyFailed'>()
  useEffect(() => {
    if (outcome === undefined) return undefined
    const timer = setTimeout(() => setOutcome(undefined), TOLD_MS)
    return () => clearTimeout(timer)
  }, [outcome])
  const Icon = ICONS[outcome ?? kind]
  return (
    <>
      <ActionButton
        label={words[kind]}
        data-action={kind}
        data-outcome={outcome}
        onClick={(event) => {
          writeClipboard(withoutUnseen(textOf()).replaceAll('\r', ''), event.currentTarget).then(
            () => setOutcome('copied'),
            () => setOutcome('copyFailed'),
          )
        }}
      >
        <Icon className="rivulet-icon" />
      </ActionButton>
      <span className="rivulet-hidden" role="status">
        {outcome && words[outcome]}
      </span>
    </>
  )
}
