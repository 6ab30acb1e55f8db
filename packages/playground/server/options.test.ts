import { describe, expect, test } from 'vitest'
import { DEFAULT_HOST, DEFAULT_PORT, readOptions, UsageError } from './options.ts'

describe('the command line', () => {
  test('has a default for everything', () => {
    expect(readOptions([], {})).toEqual({ port: DEFAULT_PORT, host: DEFAULT_HOST, built: false, upstream: undefined, notes: [] })
  })

  test('serves the page as it was built where it is told to', () => {
    expect(readOptions(['--built'], {})).toMatchObject({ built: true })
  })

  test('names the port before the environment does', () => {
    expect(readOptions([], { PORT: '7001' })).toMatchObject({ port: 7001 })
    expect(readOptions(['--port', '7002'], { PORT: '7001' })).toMatchObject({ port: 7002 })
    expect(readOptions(['--port=0', '--host', '0.0.0.0'], {})).toMatchObject({ port: 0, host: '0.0.0.0' })
  })

  test('may begin with the separator that pnpm hands on', () => {
    expect(readOptions(['--', '--port', '7003'], {})).toMatchObject({ port: 7003 })
  })

  test('asks for help', () => {
    expect(readOptions(['--help'], { PORT: 'nonsense' })).toBe('help')
  })

  test.each([
    ['--port', 'abc'],
    ['--port', '65536'],
    ['--port', '-1'],
    ['--port', '1.5'],
    ['--port', ''],
    ['--port'],
    ['--prot', '1'],
    ['7000'],
  ])('refuses %s %s in one line', (...argv) => {
    const refuse = () => readOptions(argv, {})
    expect(refuse).toThrow(UsageError)
    expect(refuse).toThrow(/^.+$/)
  })

  test('says which variable is wrong', () => {
    expect(() => readOptions([], { PORT: 'abc' })).toThrow('PORT takes a whole number')
  })
})

describe('the gateway of the environment', () => {
  const env = { OPENAI_BASE_URL: 'https://gateway.test/v1?api-version=1', OPENAI_API_KEY: ' sk-test ' }

  test('is forwarded to when address and key are there', () => {
    expect(readOptions([], { ...env, OPENAI_MODEL: 'large' })).toMatchObject({
      upstream: { baseURL: new URL(env.OPENAI_BASE_URL), apiKey: 'sk-test', model: 'large' },
    })
  })

  test.each([undefined, '', ' '])('is forwarded to without a key, with a note, when the key is %j', (key) => {
    expect(readOptions([], { OPENAI_BASE_URL: 'http://localhost:11434/v1', OPENAI_API_KEY: key })).toMatchObject({
      upstream: { baseURL: new URL('http://localhost:11434/v1'), apiKey: undefined },
      notes: [expect.stringMatching(/^OPENAI_API_KEY is not set.+without a key\.$/)],
    })
  })

  test('is left alone with a note when its address is missing', () => {
    expect(readOptions([], { OPENAI_API_KEY: 'sk-test' })).toMatchObject({
      upstream: undefined,
      notes: [expect.stringContaining('OPENAI_API_KEY is set without OPENAI_BASE_URL')],
    })
  })

  test.each([
    { OPENAI_BASE_URL: 'gateway.test/v1' },
    { OPENAI_BASE_URL: 'ftp://gateway.test' },
    { OPENAI_API_KEY: 'sk-canary\nx: y' },
    { OPENAI_API_KEY: 'sk-canary ключ' },
  ])('is refused, without its secrets, when it is %o', (wrong) => {
    const refuse = () => readOptions([], { ...env, ...wrong })
    expect(refuse).toThrow(UsageError)
    expect(refuse).not.toThrow(/canary/)
  })
})
