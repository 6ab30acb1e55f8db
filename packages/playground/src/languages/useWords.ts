import type { LabelOverrides } from '@rivulet/components'
import { useEffect, useState } from 'react'
import { directionOf, loadWords, type LanguageCode } from './languages.js'

/** The words of the parts in a language, English until they have come; the page is set to read in its direction. */
export function useWords(code: LanguageCode): LabelOverrides | undefined {
  const [loaded, setLoaded] = useState<{ code: LanguageCode; words: LabelOverrides | undefined }>()

  useEffect(() => {
    document.documentElement.dir = directionOf(code)
    let isLeft = false
    const show = (words: LabelOverrides | undefined): void => {
      if (!isLeft) setLoaded({ code, words })
    }
    // Words that could not be fetched are no reason to go without.
    loadWords(code).then(show, () => show(undefined))
    return () => {
      isLeft = true
    }
  }, [code])

  return loaded?.code === code ? loaded.words : undefined
}
