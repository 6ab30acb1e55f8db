import { renderToString } from 'react-dom/server'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { cdp } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import { Answer } from './Answer.fixture.js'
import { Mermaid } from './Mermaid.js'

// Mermaid is large, and a machine may be busy.
const PATIENCE = { timeout: 40_000 }
const FLOW = 'graph TD;Question --> Answer'

const asked: string[] = []

beforeAll(async () => {
  cdp().on('Network.requestWillBeSent', ({ request }) => {
    if (!request.url.startsWith(location.origin) && /^(?:https?|wss?):/.test(request.url)) asked.push(request.url)
  })
  await cdp().send('Network.enable')
})

// What is told when the page is left would find nobody to tell it to.
afterAll(() => cdp().send('Network.disable'))

/** What the tests themselves put into the page. */
const containers = new Set<Element>()
let before: Element[] = []
beforeEach(() => {
  before = [...document.body.children]
})

afterEach(() => {
  document.documentElement.removeAttribute('style')
  for (const frame of document.querySelectorAll('iframe[title="policed"]')) frame.remove()
})

const figure = (source: string) => (
  <Mermaid source={source}>
    <pre>{source}</pre>
  </Mermaid>
)

async function draw(source: string) {
  const screen = await render(figure(source))
  const { container } = screen
  containers.add(container)
  await vi.waitUntil(() => container.querySelector('img, figcaption'), PATIENCE)
  return { screen, container, picture: container.querySelector('img'), reason: container.querySelector('figcaption')?.textContent }
}

function svgOf(picture: HTMLImageElement | null): Document {
  const [kind, text = ''] = picture?.src.split(/,([^]*)/) ?? []
  expect(kind).toBe('data:image/svg+xml')
  return new DOMParser().parseFromString(decodeURIComponent(text), 'image/svg+xml')
}

const numberOf = ({ documentElement }: Document) => Number(/\d+$/.exec(documentElement.id)?.[0])
const unnumbered = (src: string) => src.replaceAll(/mermaid-\d+/g, '')
const styleOf = (svg: Document) => unnumbered(svg.querySelector('style')?.textContent ?? '')

const left = () => [...document.body.children].filter((element) => !before.includes(element) && !containers.has(element))

test('the server draws the source', () => {
  expect(renderToString(figure(FLOW))).toBe(`<figure class="rivulet-diagram"><pre>${FLOW.replace('>', '&gt;')}</pre></figure>`)
})

test('a closed block of a text becomes an image with its source under it', async () => {
  const text = `$x^2$\n\n\`\`\`mermaid\n${FLOW}\n`
  const screen = await render(<Answer streaming text={text} />)
  containers.add(screen.container)
  expect(screen.container.querySelector('figure.rivulet-diagram')).toBeNull()
  await screen.rerender(<Answer streaming text={`${text}\`\`\`\n\nend`} />)
  await vi.waitUntil(() => screen.container.querySelector('.rivulet-diagram img') && screen.container.querySelector('.katex'), PATIENCE)
  const picture = screen.container.querySelector('img')!
  await picture.decode()
  expect(picture.alt).toBe('Diagram: flowchart')
  expect([picture.naturalWidth, picture.naturalHeight].map(Math.round)).toEqual([picture.width, picture.height])
  expect(svgOf(picture).documentElement.textContent).toMatch(/Question[^]*Answer/)
  const source = screen.container.querySelector('details')!
  expect(source.open).toBe(false)
  await screen.getByText('Source').click()
  expect(source.querySelector('code.language-mermaid')?.textContent).toBe(`${FLOW}\n`)
  expect(left()).toEqual([])
})

test("an author's title and description are read for the picture", async () => {
  const { picture, reason } = await draw(`graph TD\naccTitle: Support\naccDescr: A question is answered\n${FLOW.slice(9)}`)
  expect(reason).toBeUndefined()
  expect(picture?.alt).toBe('Diagram: Support. A question is answered')
})

test.each([
  ['what is no diagram', 'graph TD;A--', 'Parse error'],
  ['what is nothing', 'nonsense', 'No diagram type detected'],
  ['more than a person draws', `graph TD\n${'A-->B\n'.repeat(4000)}`, 'may have 20000 characters'],
  ['more edges than a person draws', `graph TD\n${'A-->B\n'.repeat(400)}`, 'edges'],
])('%s stays a block, with the reason under it', async (_, source, reason) => {
  const { container, reason: told } = await draw(source)
  expect(container.querySelector('pre')?.textContent).toBe(source)
  expect(container.querySelector('img')).toBeNull()
  expect(told).toContain(reason)
  expect(told).not.toContain('\n')
  expect(left()).toEqual([])
})

test('diagrams are drawn one by one, and none that nobody waits for', async () => {
  const sources = ['pie\n"Alpha" : 1', 'graph LR;some-->Beta', 'sequenceDiagram\nsome->>Gamma: hi', 'graph LR;some-->Delta']
  const screen = await render(sources.map((source) => <div key={source}>{figure(source)}</div>))
  containers.add(screen.container)
  await screen.rerender(sources.slice(0, 3).map((source) => <div key={source}>{figure(source)}</div>))
  await vi.waitUntil(() => screen.container.querySelectorAll('img, figcaption').length === 3, PATIENCE)
  const pictures = [...screen.container.querySelectorAll('img')].map(svgOf)
  expect(pictures.map(({ documentElement }) => /Alpha|Beta|Gamma/.exec(documentElement.textContent)?.[0])).toEqual([
    'Alpha',
    'Beta',
    'Gamma',
  ])
  const [first = NaN] = pictures.map(numberOf)
  expect([...pictures, svgOf((await draw(FLOW)).picture)].map(numberOf)).toEqual([first, first + 1, first + 2, first + 3])
  await screen.unmount()
  expect(left()).toEqual([])
})

test('it follows the colour scheme, and keeps the last picture until the next is there', async () => {
  document.documentElement.style.colorScheme = 'light'
  const { screen, picture } = await draw(FLOW)
  const light = picture!.src
  document.documentElement.style.colorScheme = 'dark'
  await vi.waitUntil(() => {
    expect(screen.container.querySelector('img')).toBe(picture)
    return picture!.src !== light
  }, PATIENCE)
  document.documentElement.style.colorScheme = 'light'
  await vi.waitUntil(() => unnumbered(picture!.src) === unnumbered(light), PATIENCE)
})

const E = 'https://evil.example/'
const IMG = `<img src=${E}x onerror=window.__pwned=1>`

/** Drawn or refused: in neither case is anything asked for, run or linked to. */
describe('hostile diagrams', () => {
  test.each([
    ['a link to a script', 'graph TD;A-->B;click A "javascript:window.__pwned=1"'],
    ['a call', 'graph TD;A-->B;click A call alert("x")'],
    ['a link', `graph TD;A-->B;click A href "${E}click"`],
    ['markup in a label', `graph TD;A["${IMG}"]`],
    ['a directive', `%%{init: {"securityLevel":"loose","htmlLabels":true,"flowchart":{"htmlLabels":true}}}%%\ngraph TD;A["${IMG}"]`],
    ['a configuration', `---\nconfig:\n  securityLevel: loose\n  htmlLabels: true\n  secure: []\n---\ngraph TD;A["${IMG}"]`],
    ['styles', `%%{init: {"themeCSS": "@import url(${E}a); * { background: url(${E}b) } .node rect { fill: url(${E}c) }"}}%%\n${FLOW}`],
    ['a font', `%%{init: {"fontFamily": "x; background: url(${E}font)", "themeVariables": {"fontFamily": "url(${E}d)"}}}%%\n${FLOW}`],
    ['a style', `graph TD\nA-->B\nclassDef c fill:url(//evil.example/e)\nclass A c\nstyle B fill:url(//evil.example/f)`],
    ['an image', `graph TD\nA@{ img: "${E}img.png", label: "x", w: 60, h: 60 }`],
    ['an image by another name', `graph TD\nA@{ "\\x69mg": "${E}img.png", label: "x" }`],
    ['a formula', `sequenceDiagram\nparticipant A as $$x$$${IMG}\nA->>A: $$x$$${IMG}`],
    ['a formula of entities', `sequenceDiagram\nA->>A: #36;#36;x#36;#36;${IMG}`],
    ['menus', `sequenceDiagram\nparticipant A\nlink A: D @ ${E}menu\nA->>A: hi`],
    ['a sprite', `C4Context\nPerson(a, "x", "y", $sprite="${E}c4", $link="${E}c4l")`],
    ['a journey', `journey\ntitle ${IMG}\nsection x\n ${IMG}: 5: Me`],
    ['an icon', `graph TD\nA@{ icon: "fa:user", form: "square", label: "x" }`],
  ])('%s', async (_, source) => {
    asked.length = 0
    const { picture, screen } = await draw(source)
    if (picture !== null) {
      const svg = svgOf(picture)
      for (const element of svg.querySelectorAll('*')) {
        expect(element.localName).not.toMatch(/^(?:script|iframe|image|img|parsererror)$/)
        for (const { name, value } of element.attributes) {
          expect(name).not.toMatch(/^on|^src/)
          if (name.endsWith('href')) expect(value).toMatch(/^#/)
          if (!/^(?:aria|data|xmlns)/.test(name)) expect(value).not.toContain('evil.example')
        }
      }
      expect([...svg.querySelectorAll('style')].map(({ textContent }) => textContent).join('')).not.toContain('evil.example')
    }
    await screen.unmount()
    expect(asked).toEqual([])
    expect(window).not.toHaveProperty('__pwned')
    expect(left()).toEqual([])
  })

  test('would be seen, had they asked', async () => {
    asked.length = 0
    new Image().src = `${E}control`
    await vi.waitUntil(() => asked.includes(`${E}control`), PATIENCE)
  })

  test('change neither colours nor fonts', async () => {
    const plain = svgOf((await draw(FLOW)).picture)
    const themed = svgOf(
      (await draw(`%%{init: {"theme": "dark", "themeVariables": {"primaryColor": "#ff0000"}, "fontFamily": "serif"}}%%\n${FLOW}`)).picture,
    )
    expect(styleOf(themed)).toBe(styleOf(plain))
  })
})

async function policedPage(policy: string) {
  const frame = document.createElement('iframe')
  frame.title = 'policed'
  const script = new URL('./policed.fixture.tsx', import.meta.url).href
  frame.srcdoc = `<!doctype html><meta http-equiv="Content-Security-Policy" content="script-src 'self'; ${policy}"><body><script type="module" src="${script}"></script>`
  document.body.append(frame)
  const inner = frame.contentWindow as Window & { policedDiagrams?: typeof policedDiagrams }
  const page = await vi.waitUntil(() => inner.policedDiagrams, PATIENCE)
  return { ...page, inner, reasons: () => [...inner.document.querySelectorAll('figcaption')].map(({ textContent }) => textContent) }
}

test('under trusted types the source stays, with the reason, and one report', async () => {
  const { draw: drawThere, inner, refused, reasons } = await policedPage("style-src 'self'; require-trusted-types-for 'script'")
  drawThere([FLOW, `${FLOW};more`])
  await vi.waitUntil(() => reasons().length === 2, PATIENCE)
  expect(reasons()[0]).toContain('trusted types')
  expect(inner.document.querySelector('pre')?.textContent).toBe(FLOW)
  expect(refused.map((report) => report.split(' ')[0])).toEqual(['require-trusted-types-for'])
  expect(inner.performance.getEntriesByType('resource').filter(({ name }) => /\/mermaid\./.test(name))).toEqual([])
})

test('where images of data: addresses are not let through, the source stays, with the reason', async () => {
  const { draw: drawThere, inner, reasons } = await policedPage("style-src 'unsafe-inline'; img-src 'self'")
  drawThere([FLOW])
  await vi.waitUntil(() => reasons().length === 1, PATIENCE)
  expect(reasons()[0]).toContain('images of data:')
  expect(inner.document.querySelector('pre')?.textContent).toBe(FLOW)
})
