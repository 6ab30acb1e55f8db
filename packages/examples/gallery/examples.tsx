import { defineTool } from '@rivulet/react'
import type { ReactNode } from 'react'
import { Compare } from '../src/compare/Compare.js'
import { InspectedChat } from '../src/inspectedChat/InspectedChat.js'
import { Notebook } from '../src/notebook/Notebook.js'
import { SupportChat } from '../src/supportChat/SupportChat.js'
import { Orders, type Shop } from '../src/toolsAndForms/Orders.js'
import { TicketForm } from '../src/toolsAndForms/TicketForm.js'
import { Workspace } from '../src/workspace/Workspace.js'
import { HostPage } from './HostPage.js'

interface Example {
  readonly title: string
  /** What to look at. */
  readonly about: string
  readonly draw: () => ReactNode
}

const shop: Shop = { find: async (order) => ({ order, state: 'on its way' }), refund: async () => undefined }

const weather = defineTool({
  name: 'get_weather',
  description: 'The weather in a city.',
  parameters: { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] },
  validate: (input) => input as { city: string },
  needsApproval: () => true,
  execute: ({ city }) => `It is clear in ${city}.`,
})
const TOOLS = [weather]

/** By what names them in the page's address. */
export const EXAMPLES: Readonly<Record<string, Example>> = {
  supportChat: { title: 'A whole chat', about: 'Ten lines of code', draw: () => <SupportChat /> },
  notebook: { title: 'A design of its own', about: 'Made of parts; ask twice, and regenerate', draw: () => <Notebook /> },
  workspace: { title: 'A workspace', about: 'Conversations, models, files; ask for the weather', draw: () => <Workspace tools={TOOLS} /> },
  inspectedChat: { title: 'An inspected chat', about: 'What comes over the wire, while it comes', draw: () => <InspectedChat /> },
  supportWidget: { title: 'A support widget', about: 'A custom element in a page whose styles are against it', draw: () => <HostPage /> },
  compare: {
    title: 'Models side by side',
    about: 'One question, three answers',
    draw: () => <Compare models={['small', 'medium', 'large']} />,
  },
  orders: { title: 'Tools', about: 'Ask to use the tool find_order, refund or ask_reason', draw: () => <Orders shop={shop} /> },
  ticket: {
    title: 'A form',
    about: 'Filled while the object comes; correct it meanwhile',
    draw: () => (
      <TicketForm
        mail="The lights in the hall are out since noon. Please hurry!"
        onSend={({ subject }) => window.alert(`Sent: ${subject}`)}
      />
    ),
  },
}
