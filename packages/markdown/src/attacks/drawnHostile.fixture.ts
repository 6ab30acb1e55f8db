import { KINDS, type Attack } from './hostile.fixture.js'

/** Hostile texts that are drawn with code, formulas and diagrams. */
export const DRAWN: readonly Attack[] = [
  ...KINDS.filter(({ markdown }) => /```|~~~|\$|\\\(/.test(markdown)),
  ...Object.entries({
    '$\\url{https://evil.example}$ $\\htmlClass{x}{\\htmlId{cookie}{\\htmlStyle{color:red}{\\htmlData{a=b}{y}}}}$': [
      'attr:id=cookie',
      'request:evil.example',
      'url:https://evil.example',
    ],
    '$\\includegraphics[width=1em]{https://evil.example/a.png}$ $\\href{java\\char115cript:x}{y}$ $\\verb|<img src=x onerror=window.__pwned=1>|$':
      ['request:evil.example', 'element:img', 'url:javascript:', 'global:__pwned'],
    '$\\text{<script>window.__pwned=1</script>}$ $\\color{red;background:url(https://evil.example)}{x}$ $\\textcolor{url(https://evil.example)}{y}$':
      ['element:script', 'request:evil.example', 'global:__pwned'],
    '$\\def\\a{\\a\\a}\\a$ $\\gdef\\b{\\b}\\b$ $\\rule{9999em}{9999em}$ $\\kern{-9999em}x$ $\\raisebox{9999em}{y}$': [
      'throws:*',
      'hang:3000',
    ],
    [`$${'{'.repeat(1900)}${'}'.repeat(1900)}$ $${'\\frac{'.repeat(400)}$ $${'\\sqrt{'.repeat(300)}x${'}'.repeat(300)}$`]: [
      'throws:*',
      'hang:3000',
    ],
    [`$${'x^'.repeat(1000)}$ $${'\\left('.repeat(300)}x${'\\right)'.repeat(300)}$ $$\\begin{matrix}${'a&'.repeat(1500)}\\end{matrix}$$`]: [
      'throws:*',
      'hang:4000',
    ],
    '```mermaid\n%%{init: {"securityLevel":"loose","themeCSS":"@import url(https://evil.example/a.css)","htmlLabels":true}}%%\ngraph TD;A["<img src=https://evil.example/x onerror=window.__pwned=1>"]-->B;click A href "javascript:window.__pwned=1"\n```':
      ['request:evil.example', 'url:javascript:', 'attr:on*', 'global:__pwned', 'element:svg', 'element:iframe'],
    '```mermaid\n---\nconfig:\n  securityLevel: loose\n  htmlLabels: true\n---\ngraph TD\nA[\u202eb\u{e0041}] --> B\nstyle A fill:url(https://evil.example/x)\nclassDef default background:url(https://evil.example/y)\nlinkStyle 0 stroke:url(https://evil.example/z)\n```':
      ['request:evil.example', 'text:\u202e', 'text:\u{e0041}'],
    '```mermaid\ngraph TD;A@{ img: "https://evil.example/x", label: "a" }\n```\n\n```mermaid\nsequenceDiagram\nA->>B: $$\\href{https://evil.example}{x}$$\nlink A: b @ https://evil.example\n```':
      ['request:evil.example'],
    '```mermaid\n\u202eerror\n```\n\n```MERMAID\nconstructor\n```\n\n```mermaid\n__proto__ TD\n```\n\n```mermaid\n%%{init: {"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}}%%\ngraph TD;A\n```':
      ['text:\u202e', 'throws:*', 'global:polluted'],
    '```mermaid\ngantt\ntitle a\nsection b\nc :done, d, 2020-01-01, 9999d\nclick d call alert(1)\n```\n\n```mermaid\npie\n"<b>" : 1\n```\n\n```mermaid\nstateDiagram-v2\n[*] --> A\nnote right of A: <iframe src=https://evil.example></iframe>\n```':
      ['request:evil.example', 'element:iframe', 'throws:*'],
  }).map(([markdown, mustNot]) => ({ name: JSON.stringify(markdown.slice(0, 60)), markdown, mustNot })),
]
