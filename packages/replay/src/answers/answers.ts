import type { Answer } from './answer.js'
import { cjkEmoji } from './cjkEmoji.js'
import { diagram } from './diagram.js'
import { cutByLength, errorAfterTokens, refusal, truncated } from './endings.js'
import { haiku } from './haiku.js'
import { giant } from './giant.js'
import { createContinuation } from './continuation.js'
import { createHelp } from './help.js'
import { markdown } from './markdown.js'
import { prose } from './prose.js'
import { reasoning } from './reasoning.js'
import { rightToLeft } from './rightToLeft.js'
import { structured } from './structured.js'
import { answerAfterTools, parallelTools, toolCall, toolLoop } from './tools.js'

/** What can be asked of the gateway, in the order to show it. Each one's `title` is a prompt that asks for it. */
export const ANSWERS: readonly Answer[] = [
  haiku,
  prose,
  markdown,
  diagram,
  giant,
  cjkEmoji,
  rightToLeft,
  toolCall,
  parallelTools,
  toolLoop,
  reasoning,
  structured,
  refusal,
  cutByLength,
  errorAfterTokens,
  truncated,
]

/**
 * The gateway’s answers in the order they are tried. What goes on with an answer comes first. How an answer ends is asked for before what it says; results of tools are answered
 * before their prompt can call the tools again; a schema holds whatever the prompt says.
 */
export const LIBRARY: readonly Answer[] = [
  createContinuation(() => LIBRARY),
  refusal,
  cutByLength,
  errorAfterTokens,
  truncated,
  toolLoop,
  answerAfterTools,
  parallelTools,
  toolCall,
  structured,
  reasoning,
  rightToLeft,
  cjkEmoji,
  giant,
  diagram,
  markdown,
  prose,
  haiku,
  createHelp(ANSWERS),
]
