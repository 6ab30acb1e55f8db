import { expect, test } from 'vitest'
import { LANGUAGES } from './words.fixture.js'

/** Each of Arabic's six categories: zero, one, two, few, many, other. */
const SIX = [0, 1, 2, 3, 11, 100]

test('Arabic has a form for each of its six numbers', () => {
  const words = LANGUAGES.ar
  expect(SIX.map((count) => words.queuedFiles(count))).toEqual(['لا ملفات', 'ملف واحد', 'ملفان', '3 ملفات', '11 ملفًا', '100 ملف'])
  expect(SIX.map((count) => words.sources(count))).toEqual(['لا مصادر', 'مصدر واحد', 'مصدران', '3 مصادر', '11 مصدرًا', '100 مصدر'])
  // Feminine nouns look the same from eleven on.
  expect(SIX.map((count) => words.newMessages(count))).toEqual([
    'لا رسائل جديدة',
    'رسالة جديدة واحدة',
    'رسالتان جديدتان',
    '3 رسائل جديدة',
    '11 رسالة جديدة',
    '100 رسالة جديدة',
  ])
  expect([103, 111, 200].map((count) => words.items(count))).toEqual(['103 عناصر', '111 عنصرًا', '200 عنصر'])
})

test.each(['items', 'found', 'sources', 'queuedFiles', 'lostEvents', 'tooManyFiles'] as const)('Arabic %s: all six differ', (name) => {
  expect(new Set(SIX.map((count) => LANGUAGES.ar[name](count).replaceAll(/\d+/g, '')))).toHaveLength(SIX.length)
})

test.each([
  ['de', '0 neue Nachrichten', '1 neue Nachricht', '2 neue Nachrichten', '1.000 neue Nachrichten'],
  ['es', '0 mensajes nuevos', '1 mensaje nuevo', '2 mensajes nuevos', '1000 mensajes nuevos'],
  // French counts nothing as one.
  ['fr', '0 nouveau message', '1 nouveau message', '2 nouveaux messages', '1\u202F000 nouveaux messages'],
  ['hi', '0 नया संदेश', '1 नया संदेश', '2 नए संदेश', '1,000 नए संदेश'],
  ['ja', '新着メッセージ0件', '新着メッセージ1件', '新着メッセージ2件', '新着メッセージ1,000件'],
  ['zh', '0 条新消息', '1 条新消息', '2 条新消息', '1,000 条新消息'],
] as const)('%s counts messages', (language, ...expected) => {
  expect([0, 1, 2, 1000].map((count) => LANGUAGES[language].newMessages(count))).toEqual(expected)
})

test('what comes formatted is shown as it comes, and only its form is chosen by the amount', () => {
  expect(LANGUAGES.de.credits(1, '1,00')).toBe('1,00 Credit')
  expect(LANGUAGES.es.credits(0.5, '0,5')).toBe('0,5 créditos')
  expect(LANGUAGES.fr.credits(1.5, '1,5')).toBe('1,5 crédit')
  expect(LANGUAGES.ar.credits(0.5, '0.5')).toBe('0.5 نقطة')
  expect(LANGUAGES.zh.credits(2, '2')).toBe('2 积分')
  expect(LANGUAGES.de.eventsGone(1, '1')).toBe('1 früheres Ereignis wurde verworfen')
})

test('a text put in is never read as a pattern', () => {
  expect(LANGUAGES.de.credits(2, '$& #')).toBe('$& # Credits')
})

test('in Arabic a text put in keeps its direction to itself', () => {
  const words = LANGUAGES.ar
  const name = 'report (1).pdf'
  const isolated = `\u2068${name}\u2069`
  const texts = [
    words.removeTitle(name),
    words.conversationActions(name),
    words.noConversationFound(name),
    words.searchFoundNothing(name),
    words.removeFile(name),
    words.retryFile(name),
    words.uploading(name),
    words.uploadFailed(name),
    words.fileTypeRefused(name),
    words.fileProblem(name, 'فارغ'),
    words.otherPart(name),
    words.loadImage(name),
    words.finishedBecause(name),
    words.runName(2, name),
    words.eventsOf(name),
    words.afterDelay(name, '2 ث'),
  ]
  for (const text of texts) expect(text).toContain(isolated)
})
