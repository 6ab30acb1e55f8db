import { fileURLToPath } from 'node:url'
import { BUDGETS, judge, OURS, type Budget, type Verdict } from '../budgets.ts'
import { bundle, compressed, firstLoadOf, laterLoadsOf, stylesOf } from '../bundle.ts'
import type { PartReport } from '../Report.ts'
import { spreadOf, type Spread } from '../spread.ts'
import type { Part } from './Part.ts'
import { CHAT, CORE, HOOKED, HOOKS, MARKDOWN, PARSER, WHOLE, type Taken } from './sizes.ts'

const KB = 1000
const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const REACT = [/^react(-dom)?(\/|$)/]
const QUERY = '@tanstack/react-query'

interface Size extends Taken {
  /** What a page loads at first, in KB. */
  readonly figure: number
  /** What it loads when it is needed, each file compressed by itself. */
  readonly later: number
  readonly styles: number
}

/** Bytes of scripts that a page would load, bundled and minified by Vite and compressed with gzip, and of stylesheets. */
export const size: Part = async ({ isQuick, failures }, say) => {
  const sizesOf = async (what: string, taken: readonly Taken[], external: readonly (string | RegExp)[]) => {
    const sizes: Size[] = []
    for (const one of taken) {
      if (isQuick && !one.code.includes('@rivulet/')) continue
      const found = await failures.attempt(one.name, () => sizeOf(one, external))
      if (found) sizes.push(found)
      say(`size of ${what}`)
    }
    return sizes
  }
  const core = await sizesOf('core', CORE, [PARSER])
  const parser = await sizesOf(PARSER, [{ name: PARSER, code: `export { createParser } from '${PARSER}'` }], [])
  const markdown = await sizesOf('markdown', MARKDOWN, REACT)
  const chat = await sizesOf('chat', CHAT, ['@rivulet/core'])
  const hooks = await sizesOf('hooks', HOOKS, ['@rivulet/core', '@rivulet/chat', QUERY, ...REACT])
  const hooked = await sizesOf('hooks with all they need', HOOKED, REACT)
  const whole = await sizesOf('the assembled chat', WHOLE, REACT)
  return {
    tables: [
      tableOf(`size, minified and compressed, without ${PARSER}`, [...core, ...parser]),
      tableOf('size of markdown, minified and compressed, without React', markdown),
      tableOf('size of chat, minified and compressed, without core', chat),
      tableOf('size of the hooks, minified and compressed, without chat, core, React and TanStack Query', hooks),
      tableOf('size of a hook and all it needs, minified and compressed, without React', hooked),
      tableOf('size of the assembled chat, minified and compressed, without React', whole),
    ],
    verdicts: [
      ...verdictsOf(BUDGETS.size, core),
      ...verdictsOf(BUDGETS.sizeMarkdown, markdown),
      ...verdictsOf(BUDGETS.sizeChat, chat),
      ...verdictsOf(BUDGETS.sizeReact, hooks),
      ...verdictsOf(BUDGETS.sizeAssembled, whole),
    ],
  }
}

async function sizeOf(taken: Taken, external: readonly (string | RegExp)[]): Promise<Size> {
  const output = await bundle(taken.code, { external, root: ROOT })
  const [figure, later, styles] = [[firstLoadOf(output)], laterLoadsOf(output), stylesOf(output)].map(
    (files) => files.reduce((bytes, file) => bytes + compressed(file), 0) / KB,
  )
  return { ...taken, figure: figure ?? Number.NaN, later: later ?? 0, styles: styles ?? 0 }
}

/** All of ours that are judged, by the same budget, each beside the same peers. */
function verdictsOf(budget: Budget, sizes: readonly Size[]): Verdict[] {
  const peers = sizes.filter(({ isPeer }) => isPeer)
  return sizes.flatMap(({ judged, figure }) => (judged === undefined ? [] : [judge(budget, judged, [{ name: OURS, figure }, ...peers])]))
}

function tableOf(title: string, sizes: readonly Size[]): PartReport['tables'][number] {
  return {
    title,
    columns: ['scripts loaded at first, KB', 'scripts when needed, KB', 'stylesheets, KB'],
    rows: sizes.map(({ name, figure, later, styles }) => ({ name, figures: [spreadOf([figure]), ...[later, styles].map(wherePresent)] })),
  }
}

const wherePresent = (figure: number): Spread | undefined => (figure > 0 ? spreadOf([figure]) : undefined)
