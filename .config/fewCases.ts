import { configureGlobal } from 'fast-check'

// For mutation testing: what fails need not be made small.
configureGlobal({ numRuns: 10, seed: 1, endOnFailure: true })
