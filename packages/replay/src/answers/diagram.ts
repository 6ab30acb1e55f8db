import type { Answer } from './answer.js'

export const diagram: Answer = {
  name: 'diagram',
  word: 'diagram',
  otherWords: ['formula', 'formulas', 'math'],
  title: 'Show formulas and a diagram',
  write: () => ({ content: DIAGRAM }),
}

const DIAGRAM = String.raw`How long is a reader kept waiting? Let $t_1$ be the time to the first token, $n$ the length of the answer and $r$ its pace in tokens a second. The last word is there after

$$
T = t_1 + \frac{n}{r}
$$

but reading begins after $t_1$ alone, and whoever reads at $v < r$ never waits again. With $n = 600$, $r = 50$ and $v = 5$:

| | whole answer | streamed |
| :--- | ---: | ---: |
| first word after | $t_1 + 12\,\mathrm{s}$ | $t_1$ |
| words waited for | all of them | none |

What happens meanwhile:

~~~mermaid
sequenceDiagram
  participant P as Page
  participant G as Gateway
  P->>G: POST /chat/completions, stream: true
  G-->>P: 200, text/event-stream
  loop once a token
    G-->>P: data: {"choices":[{"delta":…}]}
  end
  G-->>P: data: [DONE]
~~~

A source is shown while it is being written; it becomes a drawing once it is whole.`
