import { ANSWERS } from '@rivulet/replay'

/** What the gateway answers to "prose". */
export const PROSE: string = ANSWERS.find(({ name }) => name === 'prose')!.write({ messages: [] } as never).content as string
