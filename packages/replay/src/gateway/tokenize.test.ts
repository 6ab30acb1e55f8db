import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { ANSWERS } from '../index.js'
import { parseGatewayRequest } from './gatewayRequest.js'
import { tokenize } from './tokenize.js'

it('cuts text as a vocabulary would', () => {
  expect(tokenize('A river runs, 1250 km long.')).toEqual(['A', ' river', ' runs', ',', ' 125', '0', ' km', ' long', '.'])
  expect(tokenize('unbelievable')).toEqual(['unbelie', 'vable'])
  expect(tokenize('a\n\n    b')).toEqual(['a', '\n\n', '   ', ' b'])
  expect(tokenize('春の雨が')).toEqual(['春の', '雨が'])
})

it('keeps an emoji and a flag whole', () => {
  expect(tokenize('👨‍👩‍👧‍👦👋🏽🇯🇵❤️‍🔥')).toEqual(['👨‍👩‍👧‍👦', '👋🏽', '🇯🇵', '❤️‍🔥'])
})

it('loses nothing and cuts no character in two', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      const pieces = tokenize(text)
      expect(pieces.join('')).toBe(text)
      expect(pieces.every((piece) => !/\p{Cs}/u.test(piece) && piece !== '')).toBe(true)
    }),
  )
})

it('cuts every answer of the library into pieces that add up to it', () => {
  const request = parseGatewayRequest('{"messages":[{"role":"user","content":""}]}')
  for (const answer of ANSWERS) {
    const { content = '' } = answer.write(request)
    expect(tokenize(String(content)).join('')).toBe(content)
  }
})
