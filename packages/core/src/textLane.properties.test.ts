import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { parsedChunk, read, readChunks, stop } from './answers.fixture.js'
import { holds, propertyTimeout } from './properties.fixture.js'

// Events that name their type are all parsed: `message` is the type of those that name none, and changes nothing else.
const named = (events: readonly string[]): string => events.map((event) => `event: message\n${event}`).join('')

const content = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom('a', 'b') },
  fc.string({ unit: 'grapheme', maxLength: 6 }),
  fc.constantFrom(
    '"',
    '\\',
    '\n',
    '\\u0041',
    '"},"finish_reason":null}]}',
    '{"content":"a"}',
    '\ud83d',
    '\ude00',
    'rivulet\u2063probe',
    '<think>',
    '</think>',
  ),
)
const envelope = fc.constantFrom(
  {},
  {},
  {},
  { id: 'd' },
  { system_fingerprint: 'f' },
  { note: { content: 'a' } },
  { usage: null },
  { model: 'n' },
  ...['', 'a', 'a0Z', 'rivuletPad', '","content":"a', 'é', 'a b'].map((obfuscation) => ({ obfuscation })),
  { obfuscation: 'b', usage: { obfuscation: 'c' } },
  { note: { obfuscation: 'a' }, obfuscation: 'aa' },
)
/** Behind the text or before it, and otherwise in each event. */
const padding = fc.constantFrom<object>(
  {},
  {},
  { obfuscation: 'x' },
  { obfuscation: 'Y1' },
  { obfuscation: '' },
  { obfuscation: 'é' },
  { obfuscation: 'a"' },
)
const delta = fc.oneof(
  { weight: 6, arbitrary: content.map((text) => ({ content: text })) },
  content.map((text) => ({ role: 'assistant', content: text })),
  content.map((text) => ({ content: text, channel: 'final' })),
  content.map((text) => ({ reasoning_content: text })),
)
/** A field before all others that may look like the text. */
const before = fc.constantFrom<object>({}, {}, { note: { content: 'a' } }, { note: { content: 'b' } })
/** Compact twice as often, as Python spells it, with escapes that nothing asks for, in a list, or broken. */
const spelling = fc.constantFrom<(json: string) => string>(
  (json) => json,
  (json) => json,
  (json) => json.replaceAll('":', '": '),
  (json) => json.replaceAll('a', '\\u0061'),
  (json) => `[${json}]`,
  (json) => json.replace('"}', '""}'),
)
/** What all events of a stream have in common, mostly. */
const frame = fc.tuple(envelope, spelling)
const eventIn = (frames: fc.Arbitrary<[object, (json: string) => string]>) =>
  fc
    .tuple(delta, before, frames, padding)
    .map(([added, first, [more, spell], pad]) => `data: ${spell(JSON.stringify({ ...first, ...parsedChunk(added, more), ...pad }))}\n\n`)

const stream = fc
  .array(frame, { minLength: 1, maxLength: 3 })
  .chain((frames) => fc.array(eventIn(fc.constantFrom(...frames)), { minLength: 1, maxLength: 40 }))

test('chunks and result are the same as where every event is parsed', { timeout: propertyTimeout }, () =>
  holds(stream, async (events) => {
    const all = [...events, stop]
    expect(await read(all.join(''))).toEqual(await read(named(all)))
    const [served, parsed] = await Promise.allSettled([readChunks(all.join('')), readChunks(named(all))])
    expect(served).toEqual(parsed)
  }),
)
