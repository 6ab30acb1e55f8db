// What a model may be made to say, drawn in a real browser under a strict policy, with every host but the page's own intercepted.
import { existsSync, readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Attacked, DIAGRAMS_POLICY, POLICY, openAttackedPage } from './attackedPage.fixture.js'
import { DRAWN } from './drawnHostile.fixture.js'
import { HOSTILE, type Attack } from './hostile.fixture.js'

const file = new URL('../../../../../shared/attacks/attacks.json', import.meta.url)
const attacks = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Attack[]) : []

/** Each look that may tell of a breach while text comes: a CSS selector, or `text:…`. */
function looksOf(mustNot: readonly string[]): string[] {
  return mustNot.flatMap((rule) => {
    const [kind, value] = [rule.slice(0, rule.indexOf(':')), rule.slice(rule.indexOf(':') + 1)]
    if (kind === 'element') return [value]
    if (kind === 'text' || kind === 'text-unmarked' || kind === 'display-unpunycoded') return [`text:${value}`]
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

/** Each state of a text is drawn: of ours only in the long suite, for that takes minutes, and there are those for formulas and diagrams. */
const { LONG_SUITE } = process.env

const drawnBoth = attacks.filter(({ markdown }) => /```|\$/.test(markdown) && markdown.length < 5000)

describe.skipIf(attacks.length === 0).each([
  { how: 'as they are', policy: POLICY, texts: [...attacks, ...HOSTILE] },
  {
    how: 'with code, formulas and diagrams',
    policy: DIAGRAMS_POLICY,
    texts: LONG_SUITE === undefined ? drawnBoth : [...drawnBoth, ...DRAWN],
  },
])('hostile texts, drawn $how (../shared/attacks is needed)', { timeout: 300_000 }, ({ policy, texts }) => {
  let attacked: Attacked
  beforeAll(async () => {
    attacked = await openAttackedPage(policy)
    if (policy === DIAGRAMS_POLICY) await attacked.page.evaluate(() => globalThis.page.drawAll())
  }, 120_000)
  afterAll(() => attacked.close())

  test.each(texts)('$name', async (attack) => {
    const { markdown, mustNot } = attack
    const { page, asked } = attacked
    asked.clear()
    await page.evaluate(() => void (globalThis.page.thrown.length = 0))
    const looks = looksOf(mustNot)
    const tookMs = await draw(markdown, hangsAfterMs(mustNot))
    await expectDrawn()
    await expectHeld(mustNot, tookMs)
    expect(await page.evaluate(() => globalThis.page.thrown)).toEqual([])
    const isBrief = LONG_SUITE === undefined && !attacks.some(({ name }) => name === attack.name)
    const size = isBrief ? Math.ceil(markdown.length / 4) : markdown.length > 2000 ? Math.ceil(markdown.length / 50) : 1
    const seen = await page.evaluate(([text, length, what]) => globalThis.page.drawInPieces(text, length, what), [
      markdown,
      size,
      looks,
    ] as const)
    expect(seen).toEqual([])
    await expectDrawn()
    await expectHeld(mustNot, 0)
    expect(await page.evaluate(() => globalThis.page.thrown)).toEqual([])
  })

  /** How long it took, in milliseconds. What takes too long does so each time; a machine that was busy with something else does not. */
  async function draw(markdown: string, limitMs: number, tries = 3): Promise<number> {
    const tookMs = await attacked.page.evaluate((text) => globalThis.page.drawWhole(text), markdown)
    return tookMs <= limitMs || tries === 1 ? tookMs : draw(markdown, limitMs, tries - 1)
  }

  function expectDrawn(): Promise<unknown> {
    return attacked.page.waitForFunction(() => globalThis.page.isDrawn())
  }

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
        // That it was copied is said for two seconds, which a busy machine may miss.
        const copied = () => page.evaluate(() => navigator.clipboard.readText())
        await page.evaluate(() => navigator.clipboard.writeText(''))
        await page.locator('.rivulet-copy').first().click()
        await expect.poll(copied).not.toBe('')
        return (await copied()).includes(value)
      }
      case 'hang':
        return tookMs > hangsAfterMs([`hang:${value}`])
      default:
        return false
    }
  }
})

/** The promise of these strings is a time, on a machine that is not busy with other tests. */
function hangsAfterMs(mustNot: readonly string[]): number {
  const [, value = Infinity] = mustNot.map((rule) => /^hang:(\d+)$/.exec(rule)).find((found) => found !== null) ?? []
  return Number(value) * (LONG_SUITE === undefined ? 5 : 1)
}

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
