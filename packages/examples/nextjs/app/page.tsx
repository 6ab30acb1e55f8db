import type { ReactNode } from 'react'
import { loadConversation } from './conversations'
import { SupportChat } from './SupportChat'

// The conversation is read for each request.
export const dynamic = 'force-dynamic'

export default async function Page(): Promise<ReactNode> {
  return <SupportChat id="support" initialMessages={await loadConversation('support')} />
}
