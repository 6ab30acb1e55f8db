import { DIFFERING } from './answers/Answer.ts'
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
    why: 'Forty reads make one event here, so this is what a read costs and not what an event costs: a promise, and a line buffer. In a profile a fifth of it is the decoder of Node and a tenth the collector. Tried: to make no view of each read (not to be told apart from nothing in 41 rounds), and not to ask the clock at each read (a tenth less). Both are in.',
  },
  {
    budget: BUDGETS.chunks,
    where: DIFFERING,
    why: 'What a gateway pads its events with goes the short way for text (see What was weighed in the README); but each second the envelope is another one, and is learnt anew, which takes three parses. Tried: to parse every event whole, which takes half as much again.',
  },
  {
    budget: BUDGETS.message,
    where: DIFFERING,
    why: 'The same as for chunks: each second the envelope is another one, and is learnt anew.',
  },
  {
    budget: BUDGETS.size,
    why: 'Of the code before it is compressed, a quarter is requests, tries, timeouts and stops, a sixth rules for what gateways do otherwise, a ninth each the telling of errors and the reading of bytes, an eleventh accumulating, and a twelfth each resuming from a relay and partial JSON. The largest of its 57 modules is a sixteenth: there is no lump to take out. Tried: taken alone, createChatClient is 1.4 KB smaller, and readEvents is 2.4 KB in all. 8 KB need fewer features.',
  },
  {
    budget: BUDGETS.sizeMarkdown,
    why: 'It had been packed from 24.4 to 22.7 KB: private members are renamed by the build (0.5), names of characters that follow from others are not written out (1.0), the rest of them stands in the order that packs best (0.1). Since then hidden characters are marked, JSX is read, long runs are cut, each block has its direction, a picture that a page refuses gives way to its source, and prices, sources in brackets and emphasis beside Chinese, Japanese and Korean letters are drawn as what they are while they are written (1.2). The names are 5.7 KB of it, which the budget counts in; what is left are small modules, the next largest of 1.6 KB.',
  },
  {
    budget: BUDGETS.sizeChat,
    why: 'createChat alone was as large as the budget, until it was mended for turns that tabs take and for messages that are taken back while a storage is read; what only tabs need of that is loaded with the storage. Of the code of all exports three tenths are storage, idb with it, and a twelfth objects that stream by a schema. Who does not take them does not load them: nothing was tried to make them smaller.',
  },
  {
    budget: BUDGETS.sizeAssembled,
    why: 'Taken alone, Markdown is 28 KB, and client, store and hook are 30; of the code of the rest, icons are an eighth. 64 KB are loaded when first needed already, layers, plots and file types among them. To load the queue or the editor later was rejected, since they must be there offline. To load markdown later was not tried: the first answer would be drawn twice.',
  },
  {
    budget: BUDGETS.chatScript,
    why: 'The floor puts the text into one element as it came; ours draws Markdown, buttons and a composer. In a profile of 160 ms there is no lump: the collector is a fourteenth of it, to keep the end in view a tenth, reading the bytes a twentieth, and the rest is React going down a deeper tree and some hundred functions of ours below one hundredth each. With rows of your own it is 2.1. On a slower machine (two cores of an AMD EPYC), where the floor took 181 ms in place of 81, the ratio was 1.7.',
  },
  {
    budget: BUDGETS.chatTask,
    why: 'Ours takes as much with 1,000 messages as with ten; what is left is what Chromium does for 160 frames. The floor takes 530 ms with ten messages already, which is 0.3 of the 1,730 that it takes with 1,000, so that this budget asks for a chat as cheap as one element. On a slower machine (two cores of an AMD EPYC) the floor could not keep up with 1,000 messages, and the ratio was 0.16.',
  },
  {
    budget: BUDGETS.drawAnswer,
    why: 'The first 10 KB run code that no compiler has seen yet, as on any page that has just been opened: the same answer streamed a second time on that page takes 145 ms in place of 237 on two cores of an AMD EPYC, and about 30 of each are the harness. Tried: lists, blocks and texts have no component of their own any more.',
  },
  {
    budget: BUDGETS.drawHeap,
    where: 'code highlighted',
    why: 'Each token of a block of code is an element and a text of its own: 1.7 MB more than without colours.',
  },
  {
    budget: BUDGETS.drawHeap,
    why: '1.7 MB of it are there before anything is drawn: React, the page and the code itself. What is drawn takes 4.7. Tried: lists, blocks and texts without a component each (an eighth less), and to keep nothing for a text but what it draws. Both are in.',
  },
]

/** Why that budget is missed, where it is known. */
export function reasonFor({ what, circumstances }: Pick<Verdict, 'what' | 'circumstances'>): string | undefined {
  return REASONS.find(({ budget, where = '' }) => budget.what === what && circumstances.includes(where))?.why
}
