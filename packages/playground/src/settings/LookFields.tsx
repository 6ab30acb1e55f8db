import type { ReactNode } from 'react'
import { LANGUAGES } from '../languages/languages.js'
import { ChoiceField } from './fields.js'
import type { Settings } from './settings.js'
import { ThemeSwitch } from './ThemeSwitch.js'

const LOOKS = { rivulet: 'Rivulet', paper: 'Paper', console: 'Console' } as const
const CONTRASTS = { system: 'As the system has it', more: 'High' } as const

/** How the page looks, and what it speaks. */
export function LookFields({ settings, onChange }: { settings: Settings; onChange: (changed: Partial<Settings>) => void }): ReactNode {
  return (
    <>
      <div className="field">
        <div className="field-line">
          <span className="field-name">Theme</span>
          <ThemeSwitch value={settings.theme} onChange={(theme) => onChange({ theme })} />
        </div>
      </div>
      <ChoiceField name="Look" choices={LOOKS} value={settings.look} onChange={(look) => onChange({ look })} />
      <ChoiceField name="Contrast" choices={CONTRASTS} value={settings.contrast} onChange={(contrast) => onChange({ contrast })} />
      <ChoiceField
        name="Language"
        choices={LANGUAGES}
        value={settings.language}
        hint="Of the chat’s own words; the playground around it stays English."
        onChange={(language) => onChange({ language })}
      />
    </>
  )
}
