import { endingInWords } from './endingInWords.js'
import { playedAnswers, type Play } from './playedExchanges.js'
import { count, dim, oneLine, plainText, say } from './terminal.js'

/** Writes the answers as they come: text to the standard output, what is about it to the standard error. */
export async function playAnswers(play: Play): Promise<void> {
  const { stdout, stderr } = process
  let number = 0
  for await (const { stream } of playedAnswers(play)) {
    number += 1
    let last: NodeJS.WriteStream | undefined
    let isLineOpen = false
    const write = (to: NodeJS.WriteStream, text: string) => {
      if (text === '') return
      if (last !== to && isLineOpen) last?.write('\n')
      if (last !== to && to === stderr) say(dim('Reasoning:', stderr))
      to.write(to === stderr ? dim(text, stderr) : text)
      last = to
      isLineOpen = !text.endsWith('\n')
    }
    if (number > 1) say(dim(`Answer ${number}:`, stderr))
    try {
      for await (const { choices } of stream) {
        for (const { index, delta } of choices) {
          if (index !== 0) continue
          write(stderr, plainText(delta.reasoning_content ?? ''))
          write(stdout, plainText(delta.content ?? '') + plainText(delta.refusal ?? ''))
        }
      }
    } catch {
      // The result tells it.
    }
    if (isLineOpen) last?.write('\n')
    const result = await stream.result
    const [first, ...others] = result.completion.choices
    for (const { index, message } of others) stdout.write(`\nChoice ${index}:\n${plainText(message.content ?? message.refusal ?? '')}\n`)
    for (const call of first?.message.tool_calls ?? [])
      say(oneLine(`Tool call: ${call.type === 'function' ? `${call.function.name} ${call.function.arguments}` : JSON.stringify(call)}`))
    const { usage } = result.completion
    for (const warning of result.warnings) say(dim(`Warning: ${oneLine(warning.message)}`, stderr))
    say(dim(`The answer: ${endingInWords(result)}${usage ? `, ${count(usage.completion_tokens, 'token')}` : ''}`, stderr))
  }
}
