import { expect, test } from 'vitest'
import { createMarkdown } from '../createMarkdown.js'
import { directionOf } from './directionOf.js'

function directionsOf(text: string) {
  const markdown = createMarkdown({ footnotes: true })
  markdown.append(text)
  markdown.finish()
  return markdown.root.children.map(directionOf)
}

test.each([
  ['English', ['ltr']],
  ['עברית', ['rtl']],
  ['العربية and English', ['rtl']],
  ['1. (2) *שלום* world', ['rtl']],
  ['`code` בעברית', ['rtl']],
  ['[عنوان](https://a.example)', ['rtl']],
  ['- [ ] 12\n- مهمة', ['rtl']],
  ['> 1\n>\n> > שלום', ['rtl']],
  ['| 1 | 2 |\n|-|-|\n| 3 | د |', ['rtl']],
  ['# 漢字', ['ltr']],
  ['𐤀𐤁', ['rtl']],
  ['123 *_*_ !?', [undefined]],
  ['---', [undefined]],
  ['```\nשלום\n```', [undefined]],
  ['<b>שלום', ['ltr']],
  ['one\n\nשתיים', ['ltr', 'rtl']],
])('%j: %j', (text, directions) => {
  expect(directionsOf(text)).toEqual(directions)
})

test('what has no letter for long has the direction of the page, however long it is', () => {
  expect(directionsOf(`${'1 '.repeat(600)}שלום`)).toEqual([undefined])
  expect(directionsOf(`${'- 1\n'.repeat(2000)}- שלום`)).toEqual([undefined])
})
