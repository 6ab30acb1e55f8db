import { expect, test } from 'vitest'
import { readChat } from './index.js'
import { describeShared, readRecordings } from './shared.fixture.js'

describeShared('recordings of real gateways', () => {
  test.each(readRecordings())('$name', async ({ bytes, expected }) => {
    const { completion, ending } = await readChat(new Response(bytes))
    const [choice] = completion.choices
    const { error, usage, choices, ...rest } = expected
    expect({
      content: choice?.message.content ?? '',
      reasoning: choice?.message.reasoning_content ?? '',
      refusal: choice?.message.refusal ?? '',
      toolCalls: (choice?.message.tool_calls ?? []).map((call) =>
        call.type === 'function' ? [call.function.name, call.function.arguments] : [],
      ),
      ending: ending.kind,
      finishReason: choice?.finish_reason ?? null,
      sawDone: ending.kind === 'complete' ? ending.sawDone : rest.sawDone,
    }).toEqual(rest)
    expect(completion.choices).toHaveLength(choices)
    if (usage) expect(completion.usage).toMatchObject(usage)
    else expect(completion.usage).toBeUndefined()
    if (error) expect(ending).toMatchObject({ error: { message: expect.stringContaining(error) as string } })
  })
})
