import { readChat } from '@rivulet/core'
import { describe, expect, it } from 'vitest'
import { chatRequest } from '../gateway/askGateway.fixture.js'
import { tokenize } from '../gateway/tokenize.js'
import { ANSWERS, createGateway } from '../index.js'

const gateway = createGateway({ timeToFirstTokenMs: 0, tokensPerSecond: Number.POSITIVE_INFINITY })

async function ask(content: string, params: object = {}, later: readonly object[] = []) {
  const result = await readChat(await gateway(chatRequest({ stream: true, messages: [{ role: 'user', content }, ...later], ...params })))
  const message = result.completion.choices[0]?.message
  return { ending: result.ending, message, text: message?.content ?? '', calls: message?.tool_calls ?? [] }
}

const answerOf = async (name: string, params: object = {}, later: readonly object[] = []) =>
  ask(ANSWERS.find((answer) => answer.name === name)?.title ?? '', params, later)

const weather = {
  type: 'function',
  function: {
    name: 'find_weather',
    parameters: { type: 'object', properties: { city: { type: 'string' }, days: { type: 'integer' } }, required: ['city', 'days'] },
  },
}
const clock = {
  type: 'function',
  function: { name: 'tell_time', parameters: { type: 'object', properties: { zone: { enum: ['Africa/Cairo'] } } } },
}

describe('what can be asked', () => {
  it.each(ANSWERS.map(({ name, word, title }) => ({ name, word, title })))(
    '“$title” asks for $name by “$word”',
    async ({ name, word, title }) => {
      const names: string[] = []
      const listening = createGateway({
        timeToFirstTokenMs: 0,
        tokensPerSecond: Number.POSITIVE_INFINITY,
        onExchange: ({ answer }) => names.push(answer ?? ''),
      })
      for (const content of [title, word, `Please: ${word.toUpperCase()}!`]) {
        await (await listening(chatRequest({ stream: true, messages: [{ role: 'user', content }] }))).text()
      }
      expect(names).toEqual([name, name, name])
    },
  )

  it('is said when nothing of it was asked, and when the last prompt no longer asks for it', async () => {
    const { text } = await ask('Hello!')
    for (const { title } of ANSWERS) expect(text).toContain(title)
    const again = await ask('Write a haiku', {}, [
      { role: 'assistant', content: 'x' },
      { role: 'user', content: [{ type: 'text', text: 'Thanks' }] },
    ])
    expect(again.text).toBe(text)
  })
})

describe('an answer that is to go on', () => {
  const part = { role: 'assistant', content: 'Rain that falls on the high moor does not' }

  it('does from its last letter where it is the last message', async () => {
    const { text } = await ask('prose', {}, [part])
    expect(text).toMatch(/^ decide to become a river\./)
    expect(part.content + text).toBe((await ask('prose')).text)
  })

  it('does where it is asked for, and begins its last words again', async () => {
    const instruction = { role: 'user', content: 'You were cut off. Go on exactly where it ended.' }
    expect((await ask('prose', {}, [part, instruction])).text).toMatch(/^does not decide to become a river\./)
    const cut = await ask('length')
    const { text, ending } = await ask('length', {}, [{ role: 'assistant', content: cut.text }, instruction])
    expect(text).toMatch(/to its end\.$/)
    expect(ending).toMatchObject({ finishReason: 'stop' })
  })

  it('begins three words again where two are so short that they could be meant', async () => {
    const cut = { role: 'assistant', content: 'There was no sign of' }
    const { text } = await ask('length', {}, [cut, { role: 'user', content: 'Go on exactly where it ended.' }])
    expect(text).toMatch(/^no sign of and /)
  })

  it('is nothing else than a question where there is none', async () => {
    expect((await ask('Go on exactly where it ended')).text).toBe((await ask('Hello!')).text)
  })
})

describe('the answers', () => {
  it('end as they are named', async () => {
    expect((await answerOf('prose')).ending).toMatchObject({ kind: 'complete', finishReason: 'stop', sawDone: true })
    expect((await answerOf('cut-by-length')).ending).toMatchObject({ kind: 'complete', finishReason: 'length' })
    expect((await answerOf('truncated')).ending).toEqual({ kind: 'truncated' })
    expect((await answerOf('error-after-tokens')).ending).toMatchObject({ kind: 'failed' })
    expect((await answerOf('error-after-tokens')).text).toMatch(/^All went well at first/)
  })

  it('hold what they are named after', async () => {
    expect((await answerOf('markdown')).text).toMatch(/^# [^]+\n```ts\n[^]+\n\| :--- \|[^]+\n- \[x\] /)
    expect((await answerOf('cjk-emoji')).text).toMatch(/\p{Script=Hiragana}[^]+\p{Script=Hangul}[^]+👨‍👩‍👧‍👦/u)
    expect((await answerOf('right-to-left')).text).toMatch(/^\p{Script=Arabic}/u)
    expect((await answerOf('refusal')).message).toMatchObject({ content: null, refusal: expect.stringMatching(/^I'm sorry/) })
    expect((await answerOf('reasoning')).message).toMatchObject({
      reasoning_content: expect.stringContaining('goat'),
      content: expect.stringContaining('goat'),
    })
    expect(JSON.parse((await answerOf('json-schema')).text)).toHaveProperty('stops')
  })
})

const calls = async (...args: Parameters<typeof ask>) =>
  (await ask(...args)).calls.map((call) => call.type === 'function' && [call.function.name, call.function.arguments])

describe('tool calls', () => {
  it('are made up where the request declares no tool', async () => {
    const { calls: made, ending } = await answerOf('tool-call')
    expect(made.map((call) => call.type === 'function' && call.function)).toEqual([
      { name: 'get_weather', arguments: '{"location":"Cairo","unit":"celsius"}' },
    ])
    expect(ending).toMatchObject({ kind: 'complete', finishReason: 'tool_calls' })
    expect((await answerOf('parallel-tools')).calls).toHaveLength(2)
  })

  it('call what is declared, with arguments of its schema', async () => {
    const tools = [weather, clock]
    expect(await calls('Use a tool', { tools })).toEqual([['find_weather', '{"city":"Cairo","days":3}']])
    expect(await calls('Use the tool tell_time', { tools })).toEqual([['tell_time', '{"zone":"Africa/Cairo"}']])
    expect(await calls('Hello', { tools, tool_choice: 'required' })).toEqual([['find_weather', '{"city":"Cairo","days":3}']])
    expect(await calls('Hello', { tools, tool_choice: { type: 'function', function: { name: 'tell_time' } } })).toEqual([
      ['tell_time', '{"zone":"Africa/Cairo"}'],
    ])
    expect(await calls('Two in parallel', { tools })).toEqual([
      ['find_weather', '{"city":"Cairo","days":3}'],
      ['tell_time', '{"zone":"Africa/Cairo"}'],
    ])
    expect(await calls('Two in parallel', { tools: [weather] })).toEqual([
      ['find_weather', '{"city":"Cairo","days":3}'],
      ['find_weather', '{"city":"Kyoto","days":4}'],
    ])
    expect(await calls('Use a tool', { tools, tool_choice: 'none' })).toEqual([])
    expect(await calls('Hello', { tools })).toEqual([])
  })

  it('are followed by an answer from their results', async () => {
    const { calls: made, message } = await answerOf('parallel-tools')
    const results = made.map(({ id }, index) => ({ role: 'tool', tool_call_id: id, content: `{"degrees":${31 - index}}` }))
    const { text, calls: further, ending } = await ask('Call two tools in parallel', {}, [{ ...message }, ...results])
    expect(further).toEqual([])
    expect(text).toContain('- **degrees**: 31')
    expect(text).toContain('- **degrees**: 30')
    expect(ending).toMatchObject({ kind: 'complete', finishReason: 'stop' })
  })
})

describe('a loop of tools', () => {
  it('calls every declared tool in its turn and then answers from all results', async () => {
    const later: object[] = []
    const called: string[] = []
    for (const turn of [1, 2, 3]) {
      const { calls: made, message, text, ending } = await answerOf('tool-loop', { tools: [weather, clock] }, later)
      for (const call of made) {
        called.push(call.type === 'function' ? call.function.name : '')
        later.push({ ...message }, { role: 'tool', tool_call_id: call.id, content: `result ${turn}` })
      }
      if (turn < 3) expect(ending).toMatchObject({ finishReason: 'tool_calls' })
      else expect(text).toMatch(/result 1\n- result 2/)
    }
    expect(called).toEqual(['find_weather', 'tell_time'])
  })

  it('makes up two tools where none is declared', async () => {
    expect((await answerOf('tool-loop')).calls).toMatchObject([{ function: { name: 'get_local_time' } }])
  })
})

describe('the giant answer', () => {
  it('has 20,000 tokens of markdown, the same each time', async () => {
    const { text, ending } = await answerOf('giant')
    expect(ending).toMatchObject({ kind: 'complete', finishReason: 'stop' })
    expect(tokenize(text).length).toBeGreaterThan(20_000)
    expect(tokenize(text).length).toBeLessThan(20_500)
    expect(text).toMatch(/\n## Day [^]+\n\| :--- [^]+\n```ts\n[^]+\n- [^]+\n1\. [^]+\n> /)
    expect((await answerOf('giant')).text).toBe(text)
  })
})

describe('response_format', () => {
  const schema = { type: 'object', properties: { verse: { type: 'string' } }, required: ['verse'] }
  const format = { response_format: { type: 'json_schema', json_schema: { name: 'verse', schema } } }

  it('makes any prompt answer in JSON that matches the schema', async () => {
    expect(JSON.parse((await ask('Write a haiku', format)).text)).toEqual({ verse: 'river' })
    expect(JSON.parse((await ask('Hello', { response_format: { type: 'json_object' } })).text)).toBeTypeOf('object')
  })

  it('can still be refused', async () => {
    expect((await answerOf('refusal', format)).message).toMatchObject({ content: null, refusal: expect.any(String) })
  })
})
