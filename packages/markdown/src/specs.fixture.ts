import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { createMarkdown } from './createMarkdown.js'
import type { MarkdownOptions } from './MarkdownOptions.js'
import { blockHtml } from './toHtml.fixture.js'

/** An example of a specification. */
export interface Example {
  readonly number: number
  readonly section: string
  readonly markdown: string
  readonly html: string
}

/** The examples of CommonMark 0.31.2. */
export function commonMarkExamples(): Example[] {
  return examplesOf(readFileSync(createRequire(import.meta.url).resolve('commonmark-spec/spec.txt'), 'utf8'))
}

const GFM_SPEC = new URL('../../../../shared/spikes/markdown/gfm-spec.txt', import.meta.url)

/** The examples of GFM's extensions but tagfilter, which lets raw HTML through that we show as text; none where the specification is not at hand. */
export function gfmExamples(): Example[] {
  if (!existsSync(GFM_SPEC)) return []
  return examplesOf(readFileSync(GFM_SPEC, 'utf8')).filter(
    ({ section }) => section.includes('(extension)') && !section.includes('Raw HTML'),
  )
}

function examplesOf(spec: string): Example[] {
  const examples: Example[] = []
  let section = ''
  const found = spec.replaceAll('\r\n', '\n').matchAll(/^`{32} example[^\n]*\n([\s\S]*?)^\.\n([\s\S]*?)^`{32}$|^#{1,6} *(.*)$/gm)
  for (const [, markdown = '', html = '', heading] of found) {
    if (heading === undefined)
      examples.push({ number: examples.length + 1, section, markdown: markdown.replaceAll('→', '\t'), html: html.replaceAll('→', '\t') })
    else section = heading
  }
  return examples
}

/** The HTML of a whole text. */
export function htmlOf(text: string, options?: MarkdownOptions): string {
  const markdown = createMarkdown(options)
  markdown.append(text)
  markdown.finish()
  return blockHtml(markdown.root)
}
