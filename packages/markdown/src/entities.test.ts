import { createRequire } from 'node:module'
import { beforeAll, describe, expect, test } from 'vitest'
import { htmlOf } from './specs.fixture.js'

/** The names of the specification with their characters, as micromark's own dependency has them. */
async function namesOfMicromark(): Promise<[name: string, character: string][]> {
  let path = import.meta.url
  for (const name of ['micromark', 'decode-named-character-reference', 'character-entities']) path = createRequire(path).resolve(name)
  const { characterEntities } = (await import(path)) as { characterEntities: Record<string, string> }
  return Object.entries(characterEntities)
}

const ESCAPES: Readonly<Record<string, string>> = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"' }

/** What a reference by each of the names is read as, or null where it is text. */
function readAs(names: readonly string[]): (string | null)[] {
  const html = htmlOf(names.map((name) => `\`a\`&${name};\`b\``).join('\n\n'), { gfm: false })
  return html
    .split('</p>\n')
    .slice(0, -1)
    .map((paragraph, place) => {
      const value = paragraph.slice('<p><code>a</code>'.length, -'<code>b</code>'.length)
      const text = value.replace(/&(?:amp|lt|gt|quot);/g, (escape) => ESCAPES[escape] ?? escape)
      return text === `&${names[place]};` ? null : text
    })
}

describe('the names of characters', () => {
  let wanted = new Map<string, string>()

  beforeAll(async () => {
    wanted = new Map(await namesOfMicromark())
  })

  test('are the 2,125 of HTML', () => {
    expect(wanted.size).toBe(2125)
    const names = [...wanted.keys()]
    expect(readAs(names)).toEqual([...wanted.values()])
  })

  test('are no others that are written like them', () => {
    const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'.split('')
    const endings = [
      'grave',
      'acute',
      'circ',
      'tilde',
      'macr',
      'breve',
      'dot',
      'uml',
      'ring',
      'dblac',
      'caron',
      'cedil',
      'ogon',
      'scr',
      'fr',
      'opf',
    ]
    const like = [...wanted.keys()].flatMap((name) => {
      const rest = name.slice(1)
      return [`n${name}`, `Not${name}`, name.charAt(0).toUpperCase() + rest, name.charAt(0).toLowerCase() + rest, name.toLowerCase()]
    })
    const others = [...like, ...letters.flatMap((letter) => endings.map((ending) => letter + ending))].filter(
      (name) => !wanted.has(name) && name.length < 32,
    )
    expect(others.length).toBeGreaterThan(3000)
    expect(readAs(others).filter((character) => character !== null)).toEqual([])
  })
})
