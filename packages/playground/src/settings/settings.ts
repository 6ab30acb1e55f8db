import { isRecord, parseRecord } from '../parseRecord.js'

export type Theme = 'system' | 'light' | 'dark'

/** What the reader chose. Kept in this browser. */
export interface Settings {
  /** The id of a gateway, or null for the server's first. */
  readonly gateway: string | null
  /** The model chosen for each gateway, by the gateway's id. */
  readonly models: Readonly<Record<string, string>>
  readonly system: string
  /** 0 to 2. Null sends none, so that the gateway's own default holds. */
  readonly temperature: number | null
  /** Whether tokens arrive as they are made, or one whole reply. */
  readonly stream: boolean
  readonly theme: Theme
}

const THEMES: readonly Theme[] = ['system', 'light', 'dark']
export const MAX_TEMPERATURE = 2

export const defaultSettings: Settings = { gateway: null, models: {}, system: '', temperature: null, stream: true, theme: 'system' }

/** Reads what was kept. A field that is missing, or is not what it should be, has its default; nothing throws. */
export function parseSettings(text: string | null): Settings {
  const { gateway, models, system, temperature, stream, theme } = parseRecord(text ?? '') ?? {}
  return {
    gateway: typeof gateway === 'string' ? gateway : defaultSettings.gateway,
    models: isRecord(models) ? Object.fromEntries(Object.entries(models).filter(isTextEntry)) : defaultSettings.models,
    system: typeof system === 'string' ? system : defaultSettings.system,
    temperature:
      typeof temperature === 'number' && temperature >= 0 && temperature <= MAX_TEMPERATURE ? temperature : defaultSettings.temperature,
    stream: typeof stream === 'boolean' ? stream : defaultSettings.stream,
    theme: THEMES.find((name) => name === theme) ?? defaultSettings.theme,
  }
}

function isTextEntry(entry: [string, unknown]): entry is [string, string] {
  return typeof entry[1] === 'string'
}
