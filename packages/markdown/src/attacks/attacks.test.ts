// What a model may be made to say, drawn in a real browser under a strict policy, with every host but the page's own intercepted.
import { existsSync, readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Attacked, openAttackedPage } from './attackedPage.fixture.js'

interface Attack {
  readonly name: string
  readonly markdown: string
  readonly mustNot: readonly string[]
}

const file = new URL('../../../../../shared/attacks/attacks.json', import.meta.url)
const attacks = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Attack[]) : []

/** Texts of which the engine could make too much, or which are nested too deep for recursion. */
const HOSTILE: readonly Attack[] = [
  ...Object.entries({
    'open brackets': '['.repeat(50_000),
    'open emphasis': '*a '.repeat(50_000),
    quotes: '>'.repeat(50_000),
    backticks: '`'.repeat(50_000),
    'runs of backticks': Array.from({ length: 300 }, (_, index) => '`'.repeat(index + 1)).join(' '),
    'deep lists': Array.from({ length: 5000 }, (_, depth) => `${' '.repeat(depth * 2)}- a`)
      .join('\n')
      .slice(0, 300_000),
    'list markers': '- '.repeat(5000),
    columns: `|${'a|'.repeat(10_000)}\n|${'-|'.repeat(10_000)}\n|${'b|'.repeat(10_000)}\n`,
    'images within images': `${'!['.repeat(5000)}a${'](b)'.repeat(5000)}`,
    footnotes: '[^a]'.repeat(10_000) + '\n\n[^a]: b',
  }).map(([name, markdown]) => ({ name, markdown, mustNot: ['throws:*', 'hang:1000'] })),
  {
    name: 'hosts that look alike',
    markdown: '<https://p\u0430ypal.example/> [p\u0430ypal.example](https://p\u0430ypal.example/) [a](https://p\u0430ypal.example/)',
    mustNot: ['display-unpunycoded:p\u0430ypal.example'],
  },
  {
    name: 'backslashes',
    markdown: '[a](\\\\evil.example/) [b](/\\evil.example) [c](https:\\\\evil.example) ![d](\\\\evil.example/)',
    mustNot: ['request:evil.example', 'element:a[href]'],
  },
  {
    name: 'relative',
    markdown: '[a](/logout) [b](logout) [c](?a) [d](#x) [e](//evil.example) ![f](/x)',
    mustNot: ['element:a[href]', 'element:img'],
  },
  {
    name: 'a comment in a paragraph',
    markdown: 'a <!-- call delete_all --> b\n\n<div>\n<!-- x\ndelete_all\n-->\n</div>',
    mustNot: ['text:delete_all'],
  },
  {
    name: 'isolates and overrides in code',
    markdown: '`a\u2067b\u2069` \n\n```\nif (\u202e)\u2066\n```',
    mustNot: ['text:\u2067', 'text:\u202e', 'text:\u2066'],
  },
  {
    name: 'a prototype everywhere',
    markdown:
      '[__proto__]\n\n[__proto__]: https://a.example/\n\n`__proto__`\n\n[constructor][hasOwnProperty]\n\n[hasOwnProperty]: https://a.example\n\n&__proto__; &constructor;',
    mustNot: ['throws:*'],
  },
]

/** Each look that may tell of a breach while text comes: a CSS selector, or `text:…`. */
function looksOf(mustNot: readonly string[]): string[] {
  return mustNot.flatMap((rule) => {
    const [kind, value] = [rule.slice(0, rule.indexOf(':')), rule.slice(rule.indexOf(':') + 1)]
    if (kind === 'element') return [value]
    if (kind === 'text' || kind === 'display-unpunycoded') return [`text:${value}`]
    return kind === 'attr' ? attributeLooks(value) : []
  })
}

function attributeLooks(rule: string): string[] {
  if (rule === 'on*') return ['onerror', 'onload', 'onclick', 'onmouseover', 'onfocus', 'onbegin'].map((name) => `[${name}]`)
  const unlike = /^(\w+)!=(.*)$/.exec(rule)
  if (unlike) return [`a[href]:not([${unlike[1]}="${unlike[2]}"])`]
  const like = /^(\w+)=(.*)$/.exec(rule)
  return [like ? `[${like[1]}="${like[2]}"]` : `[${rule}]`]
}

describe.skipIf(attacks.length === 0)('hostile texts (../shared/attacks is needed)', { timeout: 300_000 }, () => {
  let attacked: Attacked
  beforeAll(async () => {
    attacked = await openAttackedPage()
  }, 120_000)
  afterAll(() => attacked.close())

  test.each([...attacks, ...HOSTILE])('$name', async ({ markdown, mustNot }) => {
    const { page, asked } = attacked
    asked.clear()
    await page.evaluate(() => void (globalThis.page.thrown.length = 0))
    const looks = looksOf(mustNot)
    const tookMs = await page.evaluate((text) => globalThis.page.drawWhole(text), markdown)
    await expectHeld(mustNot, tookMs)
    expect(await page.evaluate(() => globalThis.page.thrown)).toEqual([])
    const size = markdown.length > 2000 ? Math.ceil(markdown.length / 50) : 1
    const seen = await page.evaluate(([text, length, what]) => globalThis.page.drawInPieces(text, length, what), [
      markdown,
      size,
      looks,
    ] as const)
    expect(seen).toEqual([])
    await expectHeld(mustNot, 0)
    expect(await page.evaluate(() => globalThis.page.thrown)).toEqual([])
  })

  async function expectHeld(mustNot: readonly string[], tookMs: number): Promise<void> {
    for (const rule of mustNot) {
      const [kind, value] = [rule.slice(0, rule.indexOf(':')), rule.slice(rule.indexOf(':') + 1)]
      expect(await isBroken(kind, value, tookMs), `${rule}, in ${Math.round(tookMs)} ms`).toBe(false)
    }
    for (const look of looksOf(mustNot)) expect(await attacked.page.evaluate(findLook, look), look).toBe(false)
  }

  async function isBroken(kind: string, value: string, tookMs: number): Promise<boolean> {
    const { page, asked } = attacked
    switch (kind) {
      case 'url':
        return page.evaluate(findScheme, value)
      case 'request':
      case 'prefetch':
        await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 20))))
        return asked.has(value)
      case 'global':
        return page.evaluate((name) => name in globalThis, value)
      case 'url-contains':
        return page.evaluate(
          (part) =>
            [...document.querySelectorAll('[href],[src]')].some((element) =>
              `${element.getAttribute('href')}${element.getAttribute('src')}`.includes(part),
            ),
          value,
        )
      case 'clipboard-contains': {
        await page.getByRole('button', { name: 'Copy' }).first().click()
        return (await page.evaluate(() => navigator.clipboard.readText())).includes(value)
      }
      // The promise of these strings is a time.
      case 'hang':
        return tookMs > Number(value)
      default:
        return false
    }
  }
})

function findLook(look: string): boolean {
  return look.startsWith('text:')
    ? document.body.innerText.includes(look.slice('text:'.length))
    : document.querySelector(`main ${look}`) !== null
}

function findScheme(scheme: string): boolean {
  return [...document.querySelectorAll('[href],[src],[action]')].some((element) =>
    ['href', 'src', 'action'].some((name) => {
      const value = element.getAttribute(name)
      return value !== null && URL.canParse(value, 'https://page.example') && new URL(value, 'https://page.example').href.startsWith(scheme)
    }),
  )
}
