'use client'
import { useState, type MouseEvent } from 'react'

/** A fold that is open or not by itself, and from the first click on as the reader left it. */
export function useFold(openByItself: boolean): { open: boolean; onSummaryClick: (event: MouseEvent) => void } {
  const [chosen, setChosen] = useState<boolean>()
  const open = chosen ?? openByItself
  return {
    open,
    // The summary is clicked rather than the element toggled: a toggle event cannot tell the reader's will from ours.
    onSummaryClick(event) {
      event.preventDefault()
      // Find in page unfolds what it finds, and only the element knows of it: what is seen is what the reader turns over.
      const fold = event.currentTarget.parentElement
      const isDetails = fold !== null && 'open' in fold
      const next = !(isDetails ? fold.open : open)
      if (isDetails) fold.open = next
      setChosen(next)
    },
  }
}
