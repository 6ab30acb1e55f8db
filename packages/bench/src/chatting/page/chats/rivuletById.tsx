import { createRivuletById } from './rivuletByIdChat.tsx'

export const chat = createRivuletById({ knowsMessages: true })
