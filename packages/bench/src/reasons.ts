import { BUDGETS, type Budget, type Verdict } from './budgets.ts'

/** Why a budget is missed, and what was tried. */
export interface Reason {
  readonly budget: Budget
  /** What must be within the circumstances, where not all of a budget's are missed. */
  readonly where?: string
  readonly why: string
}

const REASONS: readonly Reason[] = [
  {
    budget: BUDGETS.chunks,
    where: '7-byte reads',
    why: 'Forty reads make one event here, so that this is what a read costs and not what an event costs. A fifth of it is the decoder of Node, a tenth the collector; what helped, not to make a view of each read, takes a twentieth off.',
  },
  {
    budget: BUDGETS.size,
    why: 'Waste was looked for and not found: retrying, resuming, normalising and accumulating take what they take. Who imports less gets less, as the table of sizes tells; 8 KB need fewer features, or a budget for each entry.',
  },
  {
    budget: BUDGETS.sizeMarkdown,
    why: '5.9 KB of it are the 2,125 names of characters that CommonMark asks for, packed as far as was found: names that follow from others are not written out, and the rest stands in the order that compresses best. Private members are renamed by the build.',
  },
  {
    budget: BUDGETS.sizeAssembled,
    why: 'Markdown is 27 KB of it, and client, store and hook are 31. Layers, plots and file types are loaded when first opened already; to load the queue or the editor later was rejected, since they must be there offline.',
  },
  {
    budget: BUDGETS.drawAnswer,
    why: 'The first 10 KB run code that no compiler has seen yet, as on any page that has just been opened: once compiled, as many updates take a good quarter less.',
  },
  {
    budget: BUDGETS.drawHeap,
    where: 'code highlighted',
    why: 'Each token of a block of code is an element and a text of its own.',
  },
]

/** Why that budget is missed, where it is known. */
export function reasonFor({ what, circumstances }: Pick<Verdict, 'what' | 'circumstances'>): string | undefined {
  return REASONS.find(({ budget, where = '' }) => budget.what === what && circumstances.includes(where))?.why
}
