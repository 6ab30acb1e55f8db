import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { ContentPart } from '@rivulet/chat'
import { assert, constantFrom, property, string, uint8Array } from 'fast-check'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { Attachments } from './Attachments.js'
import { asText } from '../shared/asText.js'
import { base64Bytes, formatBytes } from './formatBytes.js'
import { judgeImageAddress } from './imageAddress.js'
import { shownName } from './shownName.js'
import { splitContent, textFileOf, textFilePart } from './splitContent.js'

const written = (text: string): ContentPart => ({ type: 'text', text })
const draw = (...parts: unknown[]) => renderToStaticMarkup(<Attachments parts={parts as ContentPart[]} />)
const image = (url: unknown) => ({ type: 'image_url', image_url: { url } })

test('what was written and what was attached are told apart, also where a file was sent as text', () => {
  const file = textFilePart({ name: 'notes.md', text: '# Notes' })
  const picture = image('data:image/png;base64,AAAA')
  expect(splitContent([written('See'), file, picture, written('both')])).toEqual({
    text: 'See\nboth',
    attachments: [file, picture],
  })
  expect(splitContent('Hello')).toEqual({ text: 'Hello', attachments: [] })
  expect(splitContent(null)).toEqual({ text: '', attachments: [] })
})

const odd = string({ unit: constantFrom('<', '/', '>', '"', '\n', '\r', 'file', 'name=', ' ', 'a', '\u{1F600}') })

test('any text comes back whole out of its part, under any name', () => {
  assert(
    property(odd, odd, (name, text) => {
      expect(textFileOf(textFilePart({ name, text }))?.text).toBe(text)
    }),
  )
})

test('an image that the message holds is shown; one of another host only asked about, by its real name; other schemes never', () => {
  expect(draw(image('data:image/png;base64,AAAA'))).toContain('<img')
  expect(draw(image('blob:https://app.example/1'))).toContain('<img')
  const remote = draw(image('https://trusted.example@evil.example/p.png'))
  expect(remote).toContain('Show image from evil.example')
  expect(remote).not.toContain('<img')
  const refused = [
    'javascript:alert(1)',
    'data:image/svg+xml,<svg/>',
    'data:text/html,x',
    '//evil.example/p',
    '/p.png',
    'file:///etc/passwd',
    '',
  ]
  for (const url of [...refused, undefined, 7, {}]) expect(draw(image(url)), asText(url)).not.toMatch(/<img|<button|src=/)
})

test('no address is ever loaded by itself unless it holds the image or is the page’s own', () => {
  const beginning = constantFrom('', 'data:', 'data:image/', 'blob:', 'http://', 'https://', 'javascript:', ' https://', '//')
  const rest = string({ unit: constantFrom('a', '.', '/', ':', '@', ';', ',', '[', ' ', 'svg+xml', 'png') })
  assert(
    property(beginning, rest, (scheme, tail) => {
      const judged = judgeImageAddress(scheme + tail)
      if (judged.kind === 'inline') expect(scheme + tail).toMatch(/^(data:image\/(png|jpe?g|gif|webp|avif|bmp)|blob:)/i)
      if (judged.kind === 'remote') expect(['http:', 'https:']).toContain(new URL(judged.src).protocol)
    }),
  )
})

test('a sound is played from its own bytes, and what is no base64 is no address', () => {
  expect(draw({ type: 'input_audio', input_audio: { data: 'UklGRg==', format: 'wav' } })).toContain('src="data:audio/wav;base64,UklGRg=="')
  expect(draw({ type: 'input_audio', input_audio: { data: 'x","https://evil.example', format: 'wav' } })).not.toContain('<audio')
  expect(draw({ type: 'input_audio', input_audio: { data: 'AAAA', format: 'wav;evil' } })).not.toContain('<audio')
})

test('a file has its name and size, without folders and without marks that turn its ending round', () => {
  const html = draw({ type: 'file', file: { filename: '../../report\u202Efdp.exe', file_data: 'data:application/pdf;base64,AAAA' } })
  expect(html).toContain('>reportfdp.exe<')
  expect(html).toContain('>3 bytes<')
  expect(draw({ type: 'file', file: { file_id: 'file-1' } })).toContain('>File<')
  expect(shownName('C:\\fakepath\\a.txt')).toBe('a.txt')
})

test('parts that no type knows are named, and broken ones draw something harmless', () => {
  expect(draw({ type: 'video_url', video_url: {} })).toContain('Attachment (video_url)')
  expect(draw({ type: 'text', text: 'written' }, { type: 'refusal', refusal: 'no' })).toBe('')
  for (const part of [{ type: 'file' }, { type: 'input_audio' }, { type: 'image_url' }, {}]) expect(draw(part)).toContain('rivulet-file')
})

test('sizes are counted as file managers count them', () => {
  expect([0, 999, 1000, 1234, 15_300_000, 2_000_000_000].map((bytes) => formatBytes(bytes, 'en'))).toEqual([
    '0 bytes',
    '999 bytes',
    '1 kB',
    '1.2 kB',
    '15 MB',
    '2 GB',
  ])
  expect(formatBytes(1, 'en')).toBe('1 byte')
  assert(
    property(uint8Array({ maxLength: 50 }), (bytes) => {
      const data = Buffer.from(bytes).toString('base64')
      expect(base64Bytes(data)).toBe(bytes.length)
      expect(base64Bytes(`data:a/b;base64,${data}`)).toBe(bytes.length)
    }),
  )
})

const attacksFile = fileURLToPath(new URL('../../../../../shared/attacks/attacks.json', import.meta.url))

// The strings stand beside the checkout: ../shared/attacks/attacks.json.
test.skipIf(!existsSync(attacksFile))('no string makes more of a name than text', () => {
  const attacks = JSON.parse(readFileSync(attacksFile, 'utf8')) as { name: string; markdown: string }[]
  for (const { name, markdown } of attacks) {
    const html = draw({ type: 'file', file: { filename: markdown } }, textFilePart({ name: markdown, text: markdown }), image(markdown), {
      type: markdown,
    })
    expect(html.match(/<(?!\/?(?:ul|li|div|span|svg|path|bdi)\b)/g), name).toBeNull()
    expect(html, name).not.toContain('\u202E')
  }
})
