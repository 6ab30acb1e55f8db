import { useCallback, useEffect, useState } from 'react'
import { readKept, writeKept } from '../kept.js'
import { parseSettings, type Settings } from './settings.js'

const KEY = 'rivulet.playground.settings'

/** The settings, kept over a reload where the browser keeps anything. */
export function useSettings(): [Settings, (changed: Partial<Settings>) => void] {
  const [settings, setSettings] = useState(() => parseSettings(readKept(KEY)))
  const change = useCallback((changed: Partial<Settings>) => setSettings((before) => ({ ...before, ...changed })), [])

  useEffect(() => writeKept(KEY, JSON.stringify(settings)), [settings])

  const { theme, look, contrast } = settings
  useEffect(() => {
    setOnPage('theme', theme === 'system' ? undefined : theme)
    setOnPage('look', look === 'rivulet' ? undefined : look)
    setOnPage('contrast', contrast === 'system' ? undefined : contrast)
  }, [theme, look, contrast])

  return [settings, change]
}

function setOnPage(name: string, value: string | undefined): void {
  const { dataset } = document.documentElement
  if (value === undefined) delete dataset[name]
  else dataset[name] = value
}
