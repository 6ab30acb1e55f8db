import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import Markdown from 'react-markdown'
import remarkGfm from 'remark-gfm'
import { describe, expect, test } from 'vitest'
import { checkDrawing } from '../checks.ts'
import { createAnswer } from './createAnswer.ts'
import { createKind, KINDS } from './createKind.ts'
import { joined, type Document, type Elements } from './Writer.ts'

const DOCUMENTS: Readonly<Record<string, (chars: number, seed: number) => Document>> = {
  answer: createAnswer,
  ...Object.fromEntries(KINDS.map((kind) => [kind, (chars: number, seed: number) => createKind(kind, chars, seed)])),
}

/** What somebody else makes of a text. */
function drawn({ markdown }: Document) {
  const html = renderToStaticMarkup(createElement(Markdown, { remarkPlugins: [remarkGfm] }, markdown))
  const count = (tag: string) => html.match(new RegExp(`<${tag}\\b`, 'g'))?.length ?? 0
  const elements: Elements = { h: count('h[1-6]'), li: count('li'), tr: count('tr'), pre: count('pre'), blockquote: count('blockquote') }
  const text = html.replace(/<[^>]*>/g, '').replace(/&(lt|gt|quot|amp|#x27);/g, (_, name: string) => ENTITIES[name] ?? '')
  return { text, elements }
}

const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', amp: '&', '#x27': "'" }

describe.each(Object.entries(DOCUMENTS))('%s', (name, create) => {
  test('is as long as was asked for, and the same for the same seed', () => {
    const document = create(5000, 1)
    expect(document.markdown.length).toBeGreaterThan(4800)
    expect(document.markdown.length).toBeLessThan(5300)
    expect(create(5000, 1)).toEqual(document)
    expect(create(5000, 2)).not.toEqual(document)
  })

  test('tells what another reader sees of it', () => {
    for (const seed of [1, 2]) {
      const document = create(5000, seed)
      checkDrawing({ key: 'reactMarkdown', name }, drawn(document), document)
    }
  })
})

test('one document after another is a document', () => {
  const document = joined(createAnswer(3000, 1), createAnswer(3000, 2))
  checkDrawing({ key: 'reactMarkdown', name: 'both' }, drawn(document), document)
})

test('an answer has every kind of block in it', () => {
  for (const count of Object.values(createAnswer(4096, 1).elements)) expect(count).toBeGreaterThan(0)
})
