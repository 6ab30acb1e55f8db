import { isLanguage, type LanguageCode } from '../languages/languages.js'
import { isRecord, parseRecord } from '../parseRecord.js'

const THEMES = ['system', 'light', 'dark'] as const
const LOOKS = ['rivulet', 'paper', 'console'] as const
const CONTRASTS = ['system', 'more'] as const
const SEND_KEYS = ['enter', 'mod+enter'] as const
const ANNOUNCEMENTS = ['end', 'sentence', 'off'] as const

export type Theme = (typeof THEMES)[number]
export type Look = (typeof LOOKS)[number]
export type Contrast = (typeof CONTRASTS)[number]

/** A system prompt under a name of the reader's. */
export interface SavedPrompt {
  readonly name: string
  readonly text: string
}

/** What the reader chose. Kept in this browser. */
export interface Settings {
  /** The id of a gateway, or null for the server's first. */
  readonly gateway: string | null
  /** The model chosen for each gateway, by the gateway's id. */
  readonly models: Readonly<Record<string, string>>
  readonly system: string
  readonly prompts: readonly SavedPrompt[]
  /** 0 to 2. Null sends none, so that the gateway's own default holds. */
  readonly temperature: number | null
  /** Whether tokens arrive as they are made, or one whole reply. */
  readonly stream: boolean
  /** Whether the model may call the tools of the demo. */
  readonly tools: boolean
  readonly sendKey: (typeof SEND_KEYS)[number]
  readonly announce: (typeof ANNOUNCEMENTS)[number]
  readonly theme: Theme
  readonly look: Look
  readonly contrast: Contrast
  readonly language: LanguageCode
  /** Whether the panels stand beside the chat, where there is room for them. */
  readonly isListShown: boolean
  readonly areEventsShown: boolean
}

export const MAX_TEMPERATURE = 2

export const defaultSettings: Settings = {
  gateway: null,
  models: {},
  system: '',
  prompts: [
    { name: 'Concise', text: 'You are a concise assistant. Answer in as few words as the question allows.' },
    { name: 'Teacher', text: 'You are a patient teacher. Explain step by step, with an example, and end with a question that tests me.' },
    { name: 'Code reviewer', text: 'You review code. Name bugs first, then risks, then style; quote the lines you mean.' },
  ],
  temperature: null,
  stream: true,
  tools: false,
  sendKey: 'enter',
  announce: 'end',
  theme: 'system',
  look: 'rivulet',
  contrast: 'system',
  language: 'en',
  isListShown: true,
  areEventsShown: true,
}

/** Reads what was kept. A field that is missing, or is not what it should be, has its default; nothing throws. */
export function parseSettings(text: string | null): Settings {
  const kept = parseRecord(text ?? '') ?? {}
  const { models, prompts, temperature, language } = kept
  return {
    gateway: typeof kept['gateway'] === 'string' ? kept['gateway'] : defaultSettings.gateway,
    models: isRecord(models) ? Object.fromEntries(Object.entries(models).filter(isTextEntry)) : defaultSettings.models,
    system: typeof kept['system'] === 'string' ? kept['system'] : defaultSettings.system,
    prompts: Array.isArray(prompts) ? prompts.filter(isPrompt) : defaultSettings.prompts,
    temperature:
      typeof temperature === 'number' && temperature >= 0 && temperature <= MAX_TEMPERATURE ? temperature : defaultSettings.temperature,
    language: isLanguage(language) ? language : defaultSettings.language,
    ...chosen(kept, { theme: THEMES, look: LOOKS, contrast: CONTRASTS, sendKey: SEND_KEYS, announce: ANNOUNCEMENTS }),
    ...switches(kept, ['stream', 'tools', 'isListShown', 'areEventsShown']),
  }
}

type Choices = Pick<Settings, 'theme' | 'look' | 'contrast' | 'sendKey' | 'announce'>
type Switches = Pick<Settings, 'stream' | 'tools' | 'isListShown' | 'areEventsShown'>

function chosen(kept: Record<string, unknown>, choices: { [Name in keyof Choices]: readonly Choices[Name][] }): Choices {
  const pick = <Name extends keyof Choices>(name: Name): Choices[Name] =>
    choices[name].find((choice) => choice === kept[name]) ?? defaultSettings[name]
  return {
    theme: pick('theme'),
    look: pick('look'),
    contrast: pick('contrast'),
    sendKey: pick('sendKey'),
    announce: pick('announce'),
  }
}

function switches(kept: Record<string, unknown>, names: readonly (keyof Switches)[]): Switches {
  return Object.fromEntries(
    names.map((name) => [name, typeof kept[name] === 'boolean' ? kept[name] : defaultSettings[name]]),
  ) as unknown as Switches
}

function isTextEntry(entry: [string, unknown]): entry is [string, string] {
  return typeof entry[1] === 'string'
}

function isPrompt(value: unknown): value is SavedPrompt {
  return isRecord(value) && typeof value['name'] === 'string' && value['name'] !== '' && typeof value['text'] === 'string'
}
