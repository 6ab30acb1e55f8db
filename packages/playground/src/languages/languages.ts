import type { LabelOverrides } from '@rivulet/components'

/** The languages that the parts speak, each by its own name. */
export const LANGUAGES = {
  en: 'English',
  de: 'Deutsch',
  es: 'Español',
  fr: 'Français',
  ar: 'العربية',
  hi: 'हिन्दी',
  ja: '日本語',
  zh: '中文',
} as const

export type LanguageCode = keyof typeof LANGUAGES

export function isLanguage(value: unknown): value is LanguageCode {
  return typeof value === 'string' && Object.hasOwn(LANGUAGES, value)
}

export function directionOf(code: LanguageCode): 'ltr' | 'rtl' {
  return code === 'ar' ? 'rtl' : 'ltr'
}

/** The words of each language but English, which the parts have with them. */
const WORDS: Readonly<Record<Exclude<LanguageCode, 'en'>, () => Promise<LabelOverrides>>> = {
  de: async () => (await import('@rivulet/components/labels/de')).de,
  es: async () => (await import('@rivulet/components/labels/es')).es,
  fr: async () => (await import('@rivulet/components/labels/fr')).fr,
  ar: async () => (await import('@rivulet/components/labels/ar')).ar,
  hi: async () => (await import('@rivulet/components/labels/hi')).hi,
  ja: async () => (await import('@rivulet/components/labels/ja')).ja,
  zh: async () => (await import('@rivulet/components/labels/zh')).zh,
}

/** Loads a language's words; undefined for English. */
export async function loadWords(code: LanguageCode): Promise<LabelOverrides | undefined> {
  return code === 'en' ? undefined : WORDS[code]()
}
