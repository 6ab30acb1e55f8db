import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, test } from 'vitest'
import { DraftAttachments } from '../attachments/DraftAttachments.js'
import { defaultLabels } from '../labels/labels.js'
import { ModelPicker } from '../models/ModelPicker.js'
import { Composer } from './Composer.js'
import { CompletionList } from './CompletionList.js'
import { QueueList } from './QueueList.js'
import type { Completions } from './useCompletions.js'

const nothing = () => undefined

/** Each place of the composer and its neighbours that shows what somebody else wrote. */
const PLACES: Record<string, (text: string) => string> = {
  'a file name': (text) =>
    renderToStaticMarkup(
      <DraftAttachments
        items={[{ id: '1', name: text, size: 1, type: text, state: 'refused', refusal: { code: 'type', type: text } }]}
        onRemove={nothing}
        onRetry={nothing}
      />,
    ),
  'what an upload says': (text) =>
    renderToStaticMarkup(
      <DraftAttachments
        items={[{ id: '1', name: 'a', size: 1, type: '', state: 'failed', error: text }]}
        onRemove={nothing}
        onRetry={nothing}
      />,
    ),
  'a command': (text) => {
    const items = [{ id: text, label: text, description: text, insert: text }]
    const open: Completions['open'] = { state: 'found', kind: 'command', items }
    const completions = {
      isOffered: true,
      open,
      listId: 'list',
      active: 0,
      optionId: String,
      choose: nothing,
      highlight: nothing,
      onKeyDown: () => false,
    }
    return renderToStaticMarkup(<CompletionList completions={completions} words={defaultLabels} />)
  },
  'a model': (text) => renderToStaticMarkup(<ModelPicker models={[{ id: text, owned_by: text }]} value={text} onChange={nothing} />),
  'a queued message': (text) =>
    renderToStaticMarkup(<QueueList items={[{ id: 'one', content: text, createdAtMs: 0 }]} edit={nothing} remove={nothing} />),
  'a draft': (text) => renderToStaticMarkup(<Composer onSend={nothing} defaultValue={text} />),
}

/** All that these parts are made of. */
const OWN = /<\/?(?:ul|ol|li|div|span|svg|path|rect|circle|line|bdi|p|button|form|textarea|section)(?:\s[^<>]*)?>/g

const attacksFile = fileURLToPath(new URL('../../../../../shared/attacks/attacks.json', import.meta.url))

// The strings stand beside the checkout: ../shared/attacks/attacks.json.
describe.skipIf(!existsSync(attacksFile))('strings that want to be more than text', () => {
  const attacks = existsSync(attacksFile) ? (JSON.parse(readFileSync(attacksFile, 'utf8')) as { name: string; markdown: string }[]) : []

  test.each(Object.entries(PLACES))('%s is nothing but text', (_, draw) => {
    for (const { name, markdown } of attacks) {
      const html = draw(markdown)
      expect(html.replaceAll(OWN, ''), name).not.toMatch(/[<>]/)
      const attributes = (html.match(OWN) ?? []).map((tag) => tag.replaceAll(/"[^"]*"/g, '""')).join(' ')
      expect(attributes, name).not.toMatch(/\s(?:on\w+|href|src|style)=/)
    }
  })

  test.each(['a file name', 'a command', 'a model'])('%s cannot turn the line round', (place) => {
    for (const { name, markdown } of attacks)
      expect(PLACES[place]?.(markdown), name).not.toMatch(/>[^<]*[\u202A-\u202E\u2066-\u2069][^<]*</)
  })
})
