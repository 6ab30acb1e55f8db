import { defaultLabels, type Labels } from './labels.js'

/** English. What every part says without `labels`. */
export const en: Labels = defaultLabels
