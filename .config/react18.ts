import { version } from 'react'

// The aliases reach every package, or the tests prove nothing.
if (!version.startsWith('18.')) throw new Error(`The tests are to run with React 18, not ${version}.`)
