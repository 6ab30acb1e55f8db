import { expect, test } from 'vitest'
import { hostToShow, withAsciiHosts } from './hosts.js'

test.each([
  ['paypal.com', 'https://evil.example/', 'evil.example'],
  ['Log in at https://paypal.com/x', 'https://evil.example/', 'evil.example'],
  ['pay\u200bpal.com', 'https://evil.example/', 'evil.example'],
  ['click', 'https://xn--pypal-4ve.example/', 'xn--pypal-4ve.example'],
  ['https://a.example/x', 'https://a.example/x', null],
  ['www.a.example', 'https://a.example/', null],
  ['a.example', 'https://www.a.example/', null],
  ['Node.js', 'https://nodejs.org/', null],
  ['the standard', 'https://html.spec.whatwg.org/', null],
  ['write to us', 'mailto:a@b.example', null],
  ['a@b.example', 'mailto:a@b.example?subject=c', null],
  ['a.b@c.example', 'mailto:a@evil.example', 'a@evil.example'],
  ['paypal.com', 'mailto:?to=a@evil.example', '?to=a@evil.example'],
  ['evil.example, as on paypal.com', 'https://evil.example/', 'evil.example'],
  ['https://paypal.com@evil.example', 'https://evil.example/', 'evil.example'],
  ['https://a.example/b.example?c=d.example', 'https://a.example/', null],
  ['(https://a.example:8443).', 'https://a.example:8443/', null],
  ['a.example/b.example', 'https://b.example/', 'b.example'],
  ['http://localhost:3000/', 'https://evil.example/', 'evil.example'],
  ['192.168.0.1', 'https://evil.example/', 'evil.example'],
  ['http://0x7f.1/', 'http://0x7f.1/', '127.0.0.1'],
  ['http://p%61ypal.com', 'http://p%61ypal.com', 'paypal.com'],
  ['http://[::1]:80/', 'http://[::1]/', null],
  ['paypal\u3002com', 'https://evil.example/', 'evil.example'],
  [`${'a'.repeat(1000)}.paypal.com`, 'https://evil.example/', 'evil.example'],
  ['//paypal.com', 'https://evil.example/', 'evil.example'],
  ['(/paypal.com)', 'https://evil.example/', 'evil.example'],
  ['https:/paypal.com', 'https://evil.example/', 'evil.example'],
  ['https:\\paypal.com', 'https://evil.example/', 'evil.example'],
  ['https:///paypal.com', 'https://evil.example/', 'evil.example'],
  ['paypal.com://', 'https://evil.example/', 'evil.example'],
  ['paypal\u2024com', 'https://evil.example/', 'evil.example'],
  ['https\uff1a\uff0f\uff0fpaypal\ufe52com', 'https://evil.example/', 'evil.example'],
  ['C:/a.example', 'https://b.example/', null],
  ['version 1.5 of 2.0.1', 'https://a.example/', null],
])('behind %j, which leads to %s, stands %s', (text, href, host) => {
  expect(hostToShow(text, new URL(href))).toBe(host)
})

test('names of hosts within a link are shown as browsers compare them', () => {
  expect(withAsciiHosts('see p\u0430ypal.example/x and a.example, 1.5 m')).toBe('see xn--pypal-4ve.example/x and a.example, 1.5 m')
})

test('the names of hosts are searched for in a time that grows with the text alone', () => {
  for (const part of ['\u0440', '\u0440.', 'a-', 'a\u0301', 'a.', '\u0440.1.', 'http://', '@'])
    expect(
      withAsciiHosts(part.repeat(50_000)).length + (hostToShow(part.repeat(50_000), new URL('https://a.example'))?.length ?? 0),
    ).toBeGreaterThan(0)
}, 20_000)
