import { useState } from 'react'
import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect, fn, screen, userEvent, waitFor, within } from 'storybook/test'
import { ModelPicker, type ModelPickerProps } from './ModelPicker.js'

const FEW = [
  { id: 'rivulet-large', owned_by: 'rivulet' },
  { id: 'rivulet-small', owned_by: 'rivulet' },
  { id: 'creek-mini', owned_by: 'creek' },
]
const MANY = ['delta', 'estuary', 'fjord', 'lagoon'].flatMap((name) =>
  ['nano', 'mini', 'large', 'large-2026-03-14'].map((size) => ({ id: `${name}/${name}-${size}`, owned_by: name })),
)

const meta: Meta<typeof ModelPicker> = {
  title: 'ModelPicker',
  component: ModelPicker,
  args: { models: FEW, value: 'rivulet-large', onChange: fn() },
  argTypes: {
    models: { control: 'object' },
    value: { control: 'text' },
    loading: { control: 'boolean' },
    favourites: { control: 'object' },
    recent: { control: 'object' },
    error: { control: false },
    portalContainer: { control: false },
  },
  parameters: {
    docs: {
      description: {
        component:
          'Shows the model that a request names, whatever the list says, and no other. Enter, Space, arrow up or down open the list; arrows move in it, Enter takes, Escape closes. `models` are what the gateway lists: `useQuery(modelsOptions(client))`.',
      },
    },
  },
  decorators: [(Story) => <div className="story-picker">{Story()}</div>],
  render: (args) => <Picker {...args} />,
}

export default meta
type Story = StoryObj<typeof ModelPicker>

/** An application that keeps what was chosen. */
function Picker(props: ModelPickerProps) {
  const [value, setValue] = useState(props.value)
  const choose = (id: string) => {
    setValue(id)
    props.onChange(id)
  }
  return <ModelPicker {...props} value={value} onChange={choose} />
}

const triggerOf = (canvasElement: HTMLElement) => within(canvasElement).getByRole('button')
const listed = () => screen.findAllByRole('option')
const highlighted = () => document.querySelector('[role=option][data-highlighted]')

/** The name of the chosen one is all there is to see. */
export const Chosen: Story = {}

/** A few models: the list has no field to search in, and is narrowed by what is typed all the same. */
export const Opened: Story = {
  play: async ({ canvasElement, args }) => {
    await userEvent.click(triggerOf(canvasElement))
    await expect(await listed()).toHaveLength(3)
    await expect(screen.getByRole('option', { name: /rivulet-large/ })).toHaveAttribute('aria-selected', 'true')
    await userEvent.click(screen.getByRole('option', { name: /creek-mini/ }))
    await expect(args.onChange).toHaveBeenCalledWith('creek-mini')
    await waitFor(() => expect(triggerOf(canvasElement)).toHaveTextContent('creek-mini'))
    await waitFor(() => expect(triggerOf(canvasElement)).toHaveFocus())
    await userEvent.click(triggerOf(canvasElement))
    await expect(await listed()).toHaveLength(3)
  },
}

/** Many: what is typed narrows the list, and the keyboard does it all. */
export const Searched: Story = {
  args: { models: MANY, value: 'fjord/fjord-mini' },
  play: async ({ canvasElement, args }) => {
    triggerOf(canvasElement).focus()
    await userEvent.keyboard('{ArrowDown}')
    await waitFor(() => expect(screen.getByRole('combobox', { name: 'Search models' })).toHaveFocus())
    await userEvent.keyboard('lagoon')
    await waitFor(() => expect(screen.getAllByRole('option')).toHaveLength(4))
    await waitFor(() => expect(highlighted()).toHaveTextContent('lagoon-nano'))
    await userEvent.keyboard('{ArrowDown}')
    await waitFor(() => expect(highlighted()).toHaveTextContent('lagoon-mini'))
    await userEvent.keyboard('{Enter}')
    await expect(args.onChange).toHaveBeenCalledWith('lagoon/lagoon-mini')
    await waitFor(() => expect(triggerOf(canvasElement)).toHaveFocus())
    await userEvent.keyboard('{Enter}')
    await waitFor(() => expect(screen.getByRole('combobox')).toHaveFocus())
    await userEvent.keyboard('no such model')
    await waitFor(() => expect(screen.getByText('No model of that name.')).toBeVisible())
    await userEvent.keyboard('{Escape}')
    await waitFor(() => expect(triggerOf(canvasElement)).toHaveFocus())
    await userEvent.keyboard('{Enter}')
    await waitFor(() => expect(screen.getAllByRole('option')).toHaveLength(16))
  },
}

/** Favourites and those used lately stand before the others, each model once. */
export const Grouped: Story = {
  args: {
    models: MANY,
    value: 'fjord/fjord-mini',
    favourites: ['fjord/fjord-mini'],
    recent: ['delta/delta-large', 'fjord/fjord-mini', 'gone'],
  },
  play: async ({ canvasElement }) => {
    await userEvent.click(triggerOf(canvasElement))
    await expect(await listed()).toHaveLength(16)
    const groups = screen.getAllByRole('group')
    await expect(groups.map((group) => within(group).getAllByRole('option').length)).toEqual([1, 1, 14])
    await expect(groups[0]).toHaveAccessibleName('Favourites')
  },
}

/** While the list is under way the button says so, unless it has a model to name. */
export const Loading: Story = { args: { models: [], value: undefined, loading: true } }

/** A list that could not be had: the model stays chosen, and the list can be asked for again. */
export const Failed: Story = {
  args: { models: [], error: new Error('503'), onRetry: fn() },
  play: async ({ canvasElement, args }) => {
    await userEvent.click(triggerOf(canvasElement))
    await userEvent.click(await screen.findByRole('button', { name: 'Retry' }))
    await expect(args.onRetry).toHaveBeenCalledTimes(1)
    await expect(triggerOf(canvasElement)).toHaveTextContent('rivulet-large')
  },
}

/** A gateway that lists none. */
export const Empty: Story = {
  args: { models: [], value: undefined },
  play: async ({ canvasElement }) => {
    await userEvent.click(triggerOf(canvasElement))
    await waitFor(() => expect(screen.getByText('The gateway offers no models.')).toBeVisible())
  },
}

export const Disabled: Story = { args: { disabled: true }, tags: ['one-theme'] }
