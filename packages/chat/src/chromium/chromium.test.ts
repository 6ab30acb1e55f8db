// The chat in a real browser: React, IndexedDB, Web Locks, tabs, reloads and no network; the gateway's own record says what was asked.
import { describe } from 'vitest'
import { actions } from './actions.fixture.js'
import { leaks } from './leaks.fixture.js'
import { lifecycles } from './lifecycle.fixture.js'
import { offline } from './offline.fixture.js'
import { randomly } from './random.fixture.js'
import { reloads } from './reload.fixture.js'
import { tabs } from './tabs.fixture.js'

describe.concurrent('what is done to an answer', actions)
describe.concurrent('a reload in the middle of an answer', reloads)
describe.concurrent('two tabs', tabs)
describe.concurrent('without a network', offline)
describe.concurrent('what becomes of a page', lifecycles)
describe.concurrent('what is left behind', leaks)
describe.concurrent('at random', randomly)
