import { describe, expect, test } from 'vitest'
import { judgeImage, judgeLink, type UrlPolicy } from './urlPolicy.js'

const link = (address: string, policy: UrlPolicy = {}) => judgeLink(address, policy)?.href ?? null

describe('a link', () => {
  test.each([
    ['https://a.example', 'https://a.example/'],
    ['HTTP://A.example/x?y#z', 'http://a.example/x?y#z'],
    ['mailto:ann@a.example', 'mailto:ann@a.example'],
    ['tel:+123', 'tel:+123'],
    ['https://trusted.example@evil.example/a', 'https://evil.example/a'],
    ['https://trusted.example:word@evil.example:8443/', 'https://evil.example:8443/'],
    [' https://a.example/b ', 'https://a.example/b'],
    ['https://a\u200b.exam\u00adple/\u202eb\u2066', 'https://a.example/b'],
    ['ht\ntps://a.example', 'https://a.example/'],
    ['https://münchen.example/', 'https://xn--mnchen-3ya.example/'],
    ['https://a.example/?q=a\\b', 'https://a.example/?q=a\\b'],
  ])('%j leads to %s', (address, href) => {
    expect(link(address)).toBe(href)
  })

  test.each([
    ['javascript:alert(1)'],
    ['JaVaScRiPt:alert(1)'],
    ['java\tscript:alert(1)'],
    ['\u0001javascript:alert(1)'],
    ['\u200bjavascript:alert(1)'],
    ['vbscript:x'],
    ['data:text/html,x'],
    ['blob:https://a.example/1'],
    ['file:///etc/passwd'],
    ['ftp://a.example'],
    ['//evil.example'],
    ['\\\\evil.example'],
    ['/\\evil.example'],
    ['https:\\\\evil.example'],
    ['https:///evil.example'],
    ['https:evil.example'],
    ['HTTP:/evil.example'],
    ['/relative'],
    ['relative'],
    ['#fragment'],
    ['?query'],
    [''],
    ['http://'],
    ['\ud800'],
  ])('%j leads nowhere', (address) => {
    expect(link(address)).toBeNull()
  })

  test('has the schemes that the policy names, and no others', () => {
    const policy = { linkSchemes: ['https', 'slack'] }
    expect(link('slack://channel?id=1', policy)).toBe('slack://channel?id=1')
    expect(link('http://a.example', policy)).toBeNull()
  })

  test('is resolved where the policy has a base, still within its schemes', () => {
    const policy = { base: 'https://app.example/docs/' }
    expect(link('guide#x', policy)).toBe('https://app.example/docs/guide#x')
    expect(link('//evil.example', policy)).toBeNull()
    expect(link('/\\evil.example', policy)).toBeNull()
  })
})

describe('an image', () => {
  const policy = { imageHosts: ['cdn.example', 'localhost:8443'] }
  test.each([
    ['https://cdn.example/a.png', true],
    ['https://CDN.example/a.png', true],
    ['https://localhost:8443/a.png', true],
    ['https://cdn.example:8443/a.png', false],
    ['https://cdn.example.evil.example/a.png', false],
    ['https://evilcdn.example/a.png', false],
    ['https://cdn.example@evil.example/a.png', false],
    ['https://user:word@cdn.example/a.png', false],
  ])('%s is loaded by itself: %s', (address, allowed) => {
    expect(judgeImage(address, policy)?.allowed).toBe(allowed)
  })

  test.each(['http://cdn.example/a.png', 'data:image/png;base64,AA==', '//cdn.example/a.png', 'a.png', 'javascript:1'])(
    '%s is not loaded at all',
    (address) => {
      expect(judgeImage(address, policy)).toBeNull()
    },
  )
})
