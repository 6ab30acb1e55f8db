import { expect, test, vi } from 'vitest'
import { userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import { ModelPicker } from './ModelPicker.js'
import '../styles.css'

const MODELS = [{ id: 'rivulet-large' }, { id: 'rivulet-small' }]

test('the list goes where it is told to, a shadow root too, and the focus goes there and back', async () => {
  const host = document.body.appendChild(document.createElement('div'))
  const root = host.attachShadow({ mode: 'open' })
  const inside = root.appendChild(document.createElement('div'))
  const onChange = vi.fn()
  await render(<ModelPicker models={MODELS} value="rivulet-large" onChange={onChange} portalContainer={root} />, { container: inside })
  const trigger = inside.querySelector('button')
  trigger?.focus()
  await userEvent.keyboard('{Enter}')
  await expect.poll(() => root.activeElement?.getAttribute('role')).toBe('combobox')
  expect(document.querySelector('body > [role=dialog], body > div > [role=dialog]')).toBeNull()
  const highlighted = () => root.querySelector('[role=option][data-highlighted]')?.textContent ?? ''
  await expect.poll(() => root.querySelectorAll('[role=option]').length).toBe(2)
  while (!highlighted().includes('rivulet-small')) {
    const before = highlighted()
    await userEvent.keyboard('{ArrowDown}')
    await expect.poll(highlighted).not.toBe(before)
  }
  await userEvent.keyboard('{Enter}')
  expect(onChange).toHaveBeenCalledExactlyOnceWith('rivulet-small')
  await expect.poll(() => root.activeElement === trigger).toBe(true)
  host.remove()
})

test('in a form it neither sends nor loses the focus, opened by mouse and closed by the same button', async () => {
  const onSubmit = vi.fn()
  const screen = await render(
    <form onSubmit={onSubmit}>
      <ModelPicker models={MODELS} value="gone-from-the-list" onChange={vi.fn()} />
    </form>,
  )
  const trigger = screen.getByRole('button', { name: 'Model gone-from-the-list' })
  await trigger.click()
  await expect.element(trigger).toHaveAttribute('aria-expanded', 'true')
  await expect.element(screen.getByRole('option', { name: 'rivulet-small' })).toBeVisible()
  await trigger.click()
  await expect.element(trigger).toHaveAttribute('aria-expanded', 'false')
  await expect.element(trigger).toHaveFocus()
  expect(onSubmit).not.toHaveBeenCalled()
})
