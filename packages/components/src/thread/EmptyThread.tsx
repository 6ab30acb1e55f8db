import Waves from 'lucide-react/icons/waves'
import type { ReactNode } from 'react'
import type { LabelOverrides, Labels } from '../labels/labels.js'
import { Suggestions, type Suggestion } from './Suggestions.js'

interface EmptyThreadProps {
  suggestions: readonly Suggestion[] | undefined
  onSelect: ((text: string) => unknown) | undefined
  labels: LabelOverrides | undefined
  words: Labels
}

/** What stands where there are no messages yet. */
export function EmptyThread({ suggestions, onSelect, labels, words }: EmptyThreadProps): ReactNode {
  return (
    <div className="rivulet-empty">
      <span className="rivulet-empty-mark">
        <Waves className="rivulet-icon" />
      </span>
      <p className="rivulet-empty-title">{words.emptyTitle}</p>
      <p className="rivulet-empty-hint">{words.emptyHint}</p>
      {suggestions && suggestions.length > 0 && onSelect ? (
        <Suggestions suggestions={suggestions} onSelect={onSelect} labels={labels} />
      ) : null}
    </div>
  )
}
