import Monitor from 'lucide-react/icons/monitor'
import Moon from 'lucide-react/icons/moon'
import Sun from 'lucide-react/icons/sun'
import { useId, type ReactNode } from 'react'
import type { Theme } from './settings.js'

const CHOICES = [
  { theme: 'system', label: 'System theme', icon: Monitor },
  { theme: 'light', label: 'Light theme', icon: Sun },
  { theme: 'dark', label: 'Dark theme', icon: Moon },
] as const

export function ThemeSwitch({ value, onChange }: { value: Theme; onChange: (theme: Theme) => void }): ReactNode {
  const name = useId()
  return (
    <fieldset className="segments">
      <legend className="hidden">Theme</legend>
      {CHOICES.map(({ theme, label, icon: Icon }) => (
        <label key={theme} title={label}>
          <input type="radio" name={name} checked={value === theme} onChange={() => onChange(theme)} aria-label={label} />
          <Icon aria-hidden />
        </label>
      ))}
    </fieldset>
  )
}
