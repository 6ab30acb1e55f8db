import { ar } from './ar.js'
import { de } from './de.js'
import { en } from './en.js'
import { es } from './es.js'
import { fr } from './fr.js'
import { hi } from './hi.js'
import { ja } from './ja.js'
import { zh } from './zh.js'
import type { Labels } from './labels.js'

/** Every language there is, English among them. */
export const LANGUAGES: Readonly<Record<'ar' | 'de' | 'en' | 'es' | 'fr' | 'hi' | 'ja' | 'zh', Labels>> = {
  en,
  de,
  es,
  fr,
  ar,
  hi,
  ja,
  zh,
}

type Made = { [Label in keyof Labels as Labels[Label] extends (...given: never[]) => string ? Label : never]: Labels[Label] }

/** What a word that is made of something is given: numbers that show how they are written, texts that are found again. */
export const GIVEN: { [Label in keyof Made]: Parameters<Made[Label]> } = {
  afterDelay: ['grund', 'dauer'],
  attempt: [12_345],
  contextShare: ['anteil'],
  conversationActions: ['titel'],
  conversationsFound: [12_345],
  credits: [12_345, 'menge'],
  errorText: [{ code: 'unheard-of', message: 'meldung' }],
  eventsGone: [12_345, 'menge'],
  eventsOf: ['name'],
  fileProblem: ['name', 'problem'],
  fileTooLarge: ['grenze'],
  fileTypeRefused: ['typ'],
  finishedBecause: ['grund'],
  found: [12_345],
  gapPercentile: [95],
  httpStatus: [404],
  items: [12_345],
  loadImage: ['wirt'],
  lostEvents: [12_345],
  messageDetails: ['dauer'],
  messageRange: [12_345, 23_456],
  movedTo: [12_345, 23_456],
  newMessages: [12_345],
  noConversationFound: ['suche'],
  otherPart: ['typ'],
  plotMoment: ['zeit', 'menge'],
  queuedFiles: [12_345],
  removeFile: ['name'],
  removeTitle: ['titel'],
  retryAfter: ['dauer'],
  retryFile: ['name'],
  retryIn: ['dauer'],
  retrying: [12_345],
  runName: [12_345, 'titel'],
  searchFoundNothing: ['suche'],
  showMore: [12_345],
  sources: [12_345],
  stalled: ['dauer'],
  thoughtFor: ['dauer'],
  tokensPerSecond: ['menge'],
  tooManyFiles: [12_345],
  uploadFailed: ['grund'],
  uploading: ['name'],
  versionOf: ['stelle', 'menge'],
  warnings: [12_345],
}

/** All words of a language by their names, those of a group as `errorTitles.auth`; what is made of something, of what `GIVEN` says. */
export function saidIn(words: Labels): ReadonlyMap<string, string> {
  const said = Object.entries(words).flatMap(([name, word]): [string, string][] => {
    if (typeof word === 'string') return name === 'locale' ? [] : [[name, word]]
    if (typeof word === 'object') return Object.entries<string>(word).map(([member, text]) => [`${name}.${member}`, text])
    const given: unknown = Reflect.get(GIVEN, name)
    if (!Array.isArray(given)) throw new Error(`Say in GIVEN what ${name} is made of.`)
    return [[name, (word as (...given: unknown[]) => string)(...(given as unknown[]))]]
  })
  return new Map(said)
}
