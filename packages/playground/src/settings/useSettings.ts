import { useCallback, useEffect, useState } from 'react'
import { parseSettings, type Settings } from './settings.js'

const KEY = 'rivulet.playground.settings'

/** The settings, kept over a reload where the browser keeps anything. */
export function useSettings(): [Settings, (changed: Partial<Settings>) => void] {
  const [settings, setSettings] = useState(() => parseSettings(readKept()))
  const change = useCallback((changed: Partial<Settings>) => setSettings((before) => ({ ...before, ...changed })), [])

  useEffect(() => {
    try {
      localStorage.setItem(KEY, JSON.stringify(settings))
    } catch {
      // Storage is full or forbidden: the settings hold for this visit.
    }
  }, [settings])

  useEffect(() => {
    const { dataset } = document.documentElement
    if (settings.theme === 'system') delete dataset['theme']
    else dataset['theme'] = settings.theme
  }, [settings.theme])

  return [settings, change]
}

function readKept(): string | null {
  try {
    return localStorage.getItem(KEY)
  } catch {
    return null
  }
}
