// What Storybook's page Performance says of figures that are not there.
import { createElement, type ComponentType } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { BUDGETS, OURS } from './budgets.ts'
import type { Figures } from './Figures.ts'
import { figuresOf } from './figures.fixture.ts'
import { keptFile, readFigures } from './kept.ts'
import { PART_NAMES } from './options.ts'

const { PerformanceFigures } = (await import(
  new URL('../../../.storybook/docs/performance/PerformanceFigures.tsx', import.meta.url).href
)) as { PerformanceFigures: ComponentType<{ figures: Figures }> }

const drawn = (parts: Figures['parts']) => renderToStaticMarkup(createElement(PerformanceFigures, { figures: { version: 2, parts } }))
const figures = figuresOf(BUDGETS.message, [{ name: OURS, figure: 1 }])
const partsBut = (...left: string[]) => Object.fromEntries(PART_NAMES.filter((name) => !left.includes(name)).map((name) => [name, figures]))
const missingIn = (html: string) => /no figures are kept[^:]*:\s*([^<]*)\.</.exec(html)?.[1]?.split('; ') ?? []

test('names each part of which no figures are kept, and no other', () => {
  expect(missingIn(drawn(partsBut()))).toEqual([])
  expect(missingIn(drawn({}))).toHaveLength(PART_NAMES.length)
  expect(missingIn(drawn(partsBut('heap', 'relay')))).toEqual(['Memory', 'The relay under load'])
})

test('names who was not measured in its part, with the reason', () => {
  const html = drawn({ message: { ...figures, failed: [{ name: 'somebody', why: 'somebody lost a part of the answer.' }] } })
  expect(html.slice(html.indexOf('Bytes to a finished message'))).toContain(
    '<strong>somebody</strong>: somebody lost a part of the answer.',
  )
  expect(drawn({ message: figures })).not.toContain('Not measured')
})

test('of the kept figures names those that are missing', () => {
  const { parts } = readFigures(keptFile('full'))
  expect(missingIn(drawn(parts))).toHaveLength(PART_NAMES.filter((name) => !parts[name]).length)
})
