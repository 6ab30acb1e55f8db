import type { Answer } from './answer.js'

export const markdown: Answer = {
  name: 'markdown',
  word: 'markdown',
  otherWords: ['table', 'code'],
  title: 'Explain streaming in long markdown',
  write: () => ({ content: MARKDOWN }),
}

const MARKDOWN = `# How an answer reaches the screen

A model makes one token at a time. What you see while it works is **a stream of small events**, sent over plain HTTP and read as they come. This page follows one of them from the wire to the pixels.

## What is on the wire

The response has the type \`text/event-stream\`. Each event is a line that begins with \`data:\`, and a blank line ends it:

\`\`\`text
data: {"choices":[{"index":0,"delta":{"content":"Hel"}}]}

data: {"choices":[{"index":0,"delta":{"content":"lo"}}]}

data: [DONE]
\`\`\`

The last line is no JSON. It says that nothing more will come, which is *not* the same as saying that all went well.

## The way of one event

1. **Decode.** The network gives bytes, and it cuts them where it likes, even inside a letter. A streaming decoder keeps the odd bytes back until their other half is there.
2. **Parse.** A blank line closes an event. Whatever stands before it is one JSON object.
3. **Accumulate.** The delta is added to the message:
   - text is appended to \`content\`;
   - a fragment of a tool call goes to the call with the same \`index\`;
   - usage, which comes last, replaces what was there.
4. **Draw.** Once a frame, never once a token.

## A reader in twenty lines

\`\`\`ts
const response = await fetch(\`\${baseURL}/chat/completions\`, {
  method: 'POST',
  headers: { authorization: \`Bearer \${key}\`, 'content-type': 'application/json' },
  body: JSON.stringify({ model, messages, stream: true }),
})

let buffer = ''
for await (const text of response.body.pipeThrough(new TextDecoderStream())) {
  buffer += text
  const events = buffer.split('\\n\\n')
  buffer = events.pop() ?? ''
  for (const event of events) {
    const data = event.replace(/^data: /, '')
    if (data === '[DONE]') break
    output.textContent += JSON.parse(data).choices[0]?.delta.content ?? ''
  }
}
\`\`\`

It works on a good day. The days it does not are the subject of the next table.

## How a stream can end

| What came last | What it means | What to do |
| :--- | :--- | :--- |
| \`finish_reason: "stop"\` | the model was done | nothing |
| \`finish_reason: "length"\` | the limit was reached | offer to continue |
| \`finish_reason: "tool_calls"\` | it wants something run | run it, then ask again |
| \`{"error": …}\` | the gateway failed halfway | keep the text, offer to retry |
| nothing at all | the connection was cut | keep the text, and say so |

> A stream that just stopped has not succeeded. It has only stopped.

## Before you ship

- [x] Stop closes the connection, so that nobody pays for words that no one reads
- [x] The text that came is kept, whatever happened after it
- [ ] Someone has tried it on a train
  - [ ] with a tunnel
  - [ ] and a laptop that was closed in the middle

To watch the raw events yourself, ask the gateway from a terminal; \`-N\` keeps curl from saving them up:

\`\`\`bash
curl -N "$BASE_URL/chat/completions" \\
  -H "Authorization: Bearer $KEY" \\
  -H "Content-Type: application/json" \\
  -d '{"model":"default","stream":true,"messages":[{"role":"user","content":"haiku"}]}'
\`\`\`

## Who pays for what

Usage comes last, in a chunk whose \`choices\` are empty, and only where the request asked for it with \`stream_options\`. Some gateways send it unasked, some send it twice, and one adds what it cost in *credits*. Count what you were sent, not what you hoped for: **a stopped answer was paid for up to the word at which it was stopped**, and a retried one may be paid for twice.

---

The format is described in the [HTML standard](https://html.spec.whatwg.org/multipage/server-sent-events.html). It is short, and worth the ten minutes.`
