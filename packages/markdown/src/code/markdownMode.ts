import { simpleMode } from '@codemirror/legacy-modes/mode/simple-mode'
import type { StreamParser } from '@codemirror/streamparser'

/** Markdown, which CodeMirror has no stream mode for: enough of it to tell its parts apart. */
export const markdown: StreamParser<unknown> = simpleMode({
  start: [
    { regex: /\s*```.*/, sol: true, token: 'monospace', next: 'backticks' },
    { regex: /\s*~~~.*/, sol: true, token: 'monospace', next: 'tildes' },
    { regex: /\s{0,3}#{1,6}(?:\s.*|$)/, sol: true, token: 'heading' },
    { regex: /\s*>.*/, sol: true, token: 'quote' },
    { regex: /\s*(?:([-*_])\s*(?:\1\s*){2,}|=+\s*)$/, sol: true, token: 'meta' },
    { regex: /\s*(?:[-*+]|\d{1,9}[.)])\s/, sol: true, token: 'keyword' },
    { regex: /\\./, token: null },
    { regex: /``[^`]+``|`[^`]+`/, token: 'monospace' },
    { regex: /\*\*[^*\s][^*]*\*\*|__[^_\s][^_]*__/, token: 'strong' },
    { regex: /\*[^*\s][^*]*\*|_[^_\s][^_]*_/, token: 'emphasis' },
    { regex: /!?\[[^[\]]*\](?:\([^()]*\)|\[[^[\]]*\])/, token: 'link' },
    { regex: /<\/?[a-z][^<>]*>/i, token: 'tag' },
    { regex: /[^\\`*_![<]+/, token: null },
  ],
  backticks: [
    { regex: /\s*```+\s*$/, sol: true, token: 'monospace', next: 'start' },
    { regex: /.+/, token: 'monospace' },
  ],
  tildes: [
    { regex: /\s*~~~+\s*$/, sol: true, token: 'monospace', next: 'start' },
    { regex: /.+/, token: 'monospace' },
  ],
})
