import { expect, test } from 'vitest'
import { withoutInvisible } from './visible.js'

test.each(['ខ្ញុំ\u200bស្រឡាញ់\u200bភាសា', 'ภาษา\u200bไทย, ພາສາ\u200bລາວ\u200b', 'می\u200cخواهم', '👩‍💻 ❤️ 1️⃣ 🏳️‍🌈'])(
  'what a script needs stays: %j',
  (text) => {
    expect(withoutInvisible(text)).toBe(text)
  },
)

test.each([
  ['a\u200bb 中\u200b文', 'ab 中文'],
  ['ខ\u200b\u200b\u200bញ', 'ខ\u200b\u200bញ'],
  ['\u200b\u200b\u200b', ''],
])('what no script needs is taken away: %j', (text, visible) => {
  expect(withoutInvisible(text)).toBe(visible)
})
