import { fileURLToPath } from 'node:url'
import { BUDGETS, judge, OURS } from '../budgets.ts'
import { bundle, compressed, firstLoadOf, laterLoadsOf } from '../bundle.ts'
import type { PartReport } from '../Report.ts'
import { spreadOf } from '../spread.ts'
import type { Part } from './Part.ts'
import { CHAT, CORE, HOOKED, HOOKS, MARKDOWN, OPENAI, PARSER, WHOLE, WHOLE_PEERS, type Taken } from './sizes.ts'

const KB = 1000
const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const REACT = [/^react(-dom)?(\/|$)/]
const QUERY = '@tanstack/react-query'

interface Size {
  readonly name: string
  /** What a page loads at first, in KB. */
  readonly figure: number
  /** What it loads when it is needed, each file compressed by itself. */
  readonly later: number
}

/** Bytes of scripts that a page would load, bundled and minified by Vite and compressed with gzip. */
export const size: Part = async ({ isQuick }, say) => {
  const sizesOf = async (what: string, taken: Taken, external: readonly (string | RegExp)[]) => {
    const sizes: Size[] = []
    for (const [name, code] of Object.entries(taken)) {
      if (isQuick && !code.includes('@rivulet/')) continue
      sizes.push({ name, ...(await sizeOf(code, external)) })
      say(`size of ${what}`)
    }
    return sizes
  }
  const core = await sizesOf('core', CORE, [PARSER])
  const parser = await sizesOf(PARSER, { [PARSER]: `export { createParser } from '${PARSER}'` }, [])
  const markdown = await sizesOf('markdown', MARKDOWN, REACT)
  const chat = await sizesOf('chat', CHAT, ['@rivulet/core'])
  const hooks = await sizesOf('hooks', HOOKS, ['@rivulet/core', '@rivulet/chat', QUERY, ...REACT])
  const hooked = await sizesOf('hooks with all they need', HOOKED, [QUERY, ...REACT])
  const whole = await sizesOf('the assembled chat', WHOLE, [QUERY, ...REACT])
  const wholePeers = await sizesOf('the assembled chat', WHOLE_PEERS, REACT)
  return {
    tables: [
      tableOf(`size, minified and compressed, without ${PARSER}`, [...core, ...parser]),
      tableOf('size of markdown, minified and compressed, without React', markdown),
      tableOf('size of chat, minified and compressed, without core', chat),
      tableOf('size of the hooks, minified and compressed, without chat, core, React and TanStack Query', hooks),
      tableOf('size of a hook and all it needs, minified and compressed, without React and TanStack Query', hooked),
      tableOf('size of the assembled chat, minified and compressed, without React and TanStack Query', [...whole, ...wholePeers]),
    ],
    verdicts: [
      judge(
        BUDGETS.size,
        'all exports',
        core.filter(({ name }) => name === OURS || name === OPENAI),
      ),
      judge(BUDGETS.sizeMarkdown, 'engine and renderer', markdown),
      judge(BUDGETS.sizeChat, 'createChat', chat),
      judge(BUDGETS.sizeReact, 'the hooks of a chat', hooks),
      judge(BUDGETS.sizeAssembled, 'Chat and useChatStream', [...whole.filter(({ name }) => name === OURS), ...wholePeers]),
    ],
  }
}

async function sizeOf(code: string, external: readonly (string | RegExp)[]): Promise<Omit<Size, 'name'>> {
  const output = await bundle(code, { external, root: ROOT })
  const laterBytes = laterLoadsOf(output).reduce((bytes, file) => bytes + compressed(file), 0)
  return { figure: compressed(firstLoadOf(output)) / KB, later: laterBytes / KB }
}

function tableOf(title: string, sizes: readonly Size[]): PartReport['tables'][number] {
  return {
    title,
    columns: ['loaded at first, KB', 'when needed, KB'],
    rows: sizes.map(({ name, figure, later }) => ({ name, figures: [spreadOf([figure]), later > 0 ? spreadOf([later]) : undefined] })),
  }
}
