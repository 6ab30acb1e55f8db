import { afterEach, expect, test } from 'vitest'
import { Removals } from './Removals.ts'

const root = document.body.appendChild(document.createElement('div'))
afterEach(() => root.replaceChildren())

function element(tag: string, ...children: (Element | string)[]): Element {
  const made = document.createElement(tag)
  made.append(...children)
  return made
}

test('what grows removes nothing', () => {
  const removals = new Removals(root, undefined)
  const paragraph = element('p', 'a')
  root.append(paragraph)
  removals.look()
  paragraph.append(element('em', 'b'))
  paragraph.firstChild?.replaceWith('c')
  paragraph.setAttribute('title', 'd')
  root.append(element('p'))
  expect(removals.end()).toEqual({ elements: 0, closed: 0, replacedMost: 0 })
})

test('a block that text comes to may be replaced: each time counts, at the place where it stands', () => {
  const removals = new Removals(root, undefined)
  root.append(element('p', element('em', 'a')))
  removals.look()
  root.lastElementChild?.replaceWith(element('h2', element('em', 'a')))
  removals.look()
  root.lastElementChild?.firstElementChild?.remove()
  removals.look()
  root.append(element('p'))
  removals.look()
  root.lastElementChild?.replaceWith(element('pre'))
  expect(removals.end()).toEqual({ elements: 4, closed: 0, replacedMost: 2 })
})

test('what is removed from another block was closed', () => {
  root.append(element('ul', element('li', element('p', 'a'))), element('p'))
  const removals = new Removals(root, undefined)
  removals.look()
  root.querySelector('li')?.remove()
  expect(removals.end()).toEqual({ elements: 2, closed: 2, replacedMost: 0 })
})

test('a block that is removed with what was removed from it before was closed, too', () => {
  root.append(element('blockquote', element('p', 'a')), element('p'))
  const removals = new Removals(root, undefined)
  removals.look()
  const quote = root.firstElementChild
  quote?.firstElementChild?.remove()
  quote?.remove()
  expect(removals.end()).toEqual({ elements: 2, closed: 2, replacedMost: 0 })
})

test('blocks stand in the element that is named', () => {
  root.append(element('div', element('p', element('em', 'a')), element('p', element('em', 'b'))))
  const removals = new Removals(root, ':scope > div')
  removals.look()
  for (const marked of root.querySelectorAll('em')) marked.remove()
  expect(removals.end()).toEqual({ elements: 2, closed: 1, replacedMost: 1 })
})
