import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { StorageError, type StorageErrorCode } from '@rivulet/chat'
import { ErrorNotice } from '../error/ErrorNotice.js'
import type { LabelOverrides } from './labels.js'
import { de } from './de.js'
import { PartsProvider } from './PartsProvider.js'
import { ToolCall, type ToolCallState } from '../message/ToolCall.js'

const notice = (code: string, labels: LabelOverrides) =>
  renderToStaticMarkup(<ErrorNotice error={{ code, message: '…' }} labels={labels} />)

const toolCall = (state: ToolCallState, labels: LabelOverrides) =>
  renderToStaticMarkup(
    <ToolCall call={{ id: 'call', type: 'function', function: { name: 'look', arguments: '{}' } }} state={state} labels={labels} />,
  )

test('one error title is put in place of its own, and the others stay', () => {
  const labels = { errorTitles: { auth: 'Schlüssel abgelehnt' } }
  expect(notice('auth', labels)).toContain('Schlüssel abgelehnt')
  expect(notice('network', labels)).toContain('No connection')
  expect(notice('quantum', labels)).toContain('Something went wrong')
})

test('a code that is the name of something every object has is a code like any other', () => {
  expect(notice('constructor', {})).toContain('Something went wrong')
})

test('one state of a tool call is put in place of its own, and the others stay', () => {
  const labels = { toolStates: { done: 'Fertig' } }
  expect(toolCall('done', labels)).toContain('Fertig')
  expect(toolCall('failed', labels)).toContain('Failed')
})

test('what the gateway said stands under an explanation in other words, and once where there is none', () => {
  expect(notice('gateway', { errorText: () => 'Das Gateway ist ausgefallen.' })).toMatch(/Das Gateway ist ausgefallen\..*…/)
  expect(notice('gateway', {}).split('…')).toHaveLength(2)
})

test('on a server too, parts have the words of the provider above them, and their own over those', () => {
  const page = renderToStaticMarkup(
    <PartsProvider labels={{ errorTitles: { auth: 'Schlüssel abgelehnt' } }}>
      <ErrorNotice error={{ code: 'auth', message: '…' }} labels={{ errorTitles: { network: 'Keine Verbindung' } }} />
      <ErrorNotice error={{ code: 'network', message: '…' }} />
    </PartsProvider>,
  )
  expect(page).toContain('Schlüssel abgelehnt')
  expect(page).toContain('No connection')
})

const shown = (code: StorageErrorCode, labels: LabelOverrides) =>
  renderToStaticMarkup(<ErrorNotice error={new StorageError(code, 'The storage said so.')} labels={labels} />)

test('what a storage says has titles of its own, and words that are about the storage', () => {
  expect(shown('timeout', {})).toContain('Keeping it took too long')
  expect(shown('quota', {})).toContain('No room left to keep it')
  expect(shown('timeout', de)).toContain(de.storageTitles.timeout)
  expect(shown('timeout', de)).not.toContain('Gateway')
  expect(shown('timeout', de)).toContain('The storage said so.')
  expect(shown('timeout', { storageTitles: { timeout: 'Zu langsam' } })).toContain('Zu langsam')
})
