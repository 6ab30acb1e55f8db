import { ChatProvider, createChat, createChatClient } from '@rivulet/react'
import type { ReactNode } from 'react'

// Made once, outside React: an answer goes on while the user looks at another page.
const chat = createChat({ client: createChatClient({ baseURL: '/v1' }), model: 'default' })

export const LastingChat = ({ children }: { children: ReactNode }): ReactNode => <ChatProvider chat={chat}>{children}</ChatProvider>
