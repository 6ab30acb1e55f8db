'use client'
import Check from 'lucide-react/icons/check'
import Copy from 'lucide-react/icons/copy'
import FileCode from 'lucide-react/icons/file-code'
import X from 'lucide-react/icons/x'
import type { ReactNode } from 'react'
import { withoutInvisible } from '@rivulet/markdown/react'
import type { Labels } from '../labels/labels.js'
import { ActionButton } from './ActionButton.js'
import { useCopying } from './useCopying.js'

interface CopyActionProps {
  /** What is copied; made when it is asked for. */
  textOf: () => string
  kind: 'copyText' | 'copyMarkdown'
  words: Labels
}

const ICONS = { copyText: Copy, copyMarkdown: FileCode, copied: Check, copyFailed: X }

/** Copies text, and says so. What is not seen in it is left out: it would be pasted, and read by programs, without having been read by anyone. */
export function CopyAction({ textOf, kind, words }: CopyActionProps): ReactNode {
  const { outcome, copy, status } = useCopying(words)
  const Icon = ICONS[outcome ?? kind]
  return (
    <>
      <ActionButton
        label={words[kind]}
        data-action={kind}
        data-outcome={outcome}
        onClick={(event) => copy(withoutInvisible(textOf()).replaceAll('\r', ''), event.currentTarget)}
      >
        <Icon className="rivulet-icon" />
      </ActionButton>
      {status}
    </>
  )
}
