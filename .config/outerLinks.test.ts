// The links to other sites are asked by the long suite's workflow (docs/askOuterLinks.ts). Here a server of this machine answers in their place.
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { askLinks } from './docs/askOuterLinks.ts'
import { linksIn, outerLinks } from './docs/links.ts'
import { LINKED } from './docs/readDocuments.ts'

/** Answers `/404` with 404, leads `/moved` to `/200`, and lets `/never` wait. */
async function startSite(): Promise<string> {
  const server = createServer(({ url = '' }, response) => {
    if (url === '/never') return
    if (url === '/moved') response.writeHead(301, { location: '/200' }).end()
    else response.writeHead(Number(url.slice(1))).end('A page')
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

test('a page that is gone is told from one whose server refuses, fails or says nothing', async () => {
  const site = await startSite()
  const expected = {
    200: 'there',
    moved: 'there',
    404: 'gone',
    410: 'gone',
    403: 'unclear',
    429: 'unclear',
    500: 'unclear',
  }
  const paths = Object.keys(expected)
  const answers = await askLinks(paths.map((path) => `${site}/${path}`))
  expect(Object.fromEntries(answers.map(({ link, answer }) => [link.slice(site.length + 1), answer]))).toEqual(expected)
  expect(answers.map(({ link }) => link)).toEqual(paths.map((path) => `${site}/${path}`))
  expect(await askLinks([`${site}/never`], { timeoutMs: 50 })).toMatchObject([{ answer: 'unclear' }])
})

test.each([
  ['ENOTFOUND', 'gone'],
  ['EAI_AGAIN', 'unclear'],
  ['ECONNREFUSED', 'unclear'],
])('a host of which the system says %s is %s', async (code, answer) => {
  const fetch = () => Promise.reject(new TypeError('fetch failed', { cause: Object.assign(new Error(code), { code }) }))
  expect(await askLinks(['https://site.invalid/'], { fetch })).toEqual([{ link: 'https://site.invalid/', answer, why: code }])
})

test.each([
  ['[words](a.md)', ['a.md']],
  ['![a picture](a.png "with a title")', ['a.png']],
  ['[words](https://site.invalid/a_(b)#c)', ['https://site.invalid/a_(b)#c']],
  ['[words][name] and [Name][]\n\n[name]: b.md\n', ['b.md', 'b.md', 'b.md']],
  ['[words][nobody]', ['undefined:nobody']],
  ['<https://site.invalid/>', ['https://site.invalid/']],
  ['<a href="a.md"><img src="b.png" /></a>', ['a.md', 'b.png']],
  ["<a\n  href={'a.md'}>", ['a.md']],
  ['`[words](code.md)` and ``<a href="code.md">``', []],
])('%s leads to %o', (prose, links) => {
  expect(linksIn(prose)).toEqual(links)
})

test('documents lead to other sites, and addresses that stand for others are not asked', () => {
  const links = [...new Set(LINKED.flatMap(outerLinks))]
  expect(links.length).toBeGreaterThan(2)
  expect(links.filter((link) => /#|\.example\b|127\.0\.0\.1|localhost/.test(link))).toEqual([])
})
