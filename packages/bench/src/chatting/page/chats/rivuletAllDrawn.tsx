import { createRivuletById } from './rivuletByIdChat.tsx'

/** Rows far from view are messages in full, as everybody else draws them. */
export const chat = createRivuletById({ knowsMessages: false })
