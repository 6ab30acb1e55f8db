import { memo, type MemoExoticComponent, type ReactNode } from 'react'
import type { Labels } from '../labels/labels.js'
import { dayName, isoDay } from './days.js'

interface DaySeparatorProps {
  /** By number, as `dayOf` counts. */
  day: number
  today: number
  words: Labels
}

/** Names the day above its first message. */
export const DaySeparator: MemoExoticComponent<(props: DaySeparatorProps) => ReactNode> = memo(function DaySeparator({
  day,
  today,
  words,
}) {
  return (
    <p className="rivulet-day">
      <time dateTime={isoDay(day)}>{dayName(day, today, words.locale)}</time>
    </p>
  )
})
