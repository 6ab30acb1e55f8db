import CircleStop from 'lucide-react/icons/circle-stop'
import Hourglass from 'lucide-react/icons/hourglass'
import Info from 'lucide-react/icons/info'
import LogOut from 'lucide-react/icons/log-out'
import Scissors from 'lucide-react/icons/scissors'
import ShieldAlert from 'lucide-react/icons/shield-alert'
import Unplug from 'lucide-react/icons/unplug'
import type { ReactNode } from 'react'
import type { Ending } from '@rivulet/chat'
import type { Labels } from '../labels/labels.js'
import { asText } from '../shared/asText.js'
import { formatDuration } from '../shared/format.js'
import { flawOf } from './isWhole.js'

interface Remark {
  /** `plain`: the reader's own doing; `caution`: something is missing. */
  tone: 'plain' | 'caution'
  text: string
  icon: ReactNode
}

/** What is said of an ending, with its icon; undefined where it is none to speak of. */
export function remarkOn(ending: Exclude<Ending, { kind: 'failed' }>, labels: Labels): Remark | undefined {
  switch (ending.kind) {
    case 'stopped':
      return { tone: 'plain', text: labels.stopped, icon: <CircleStop className="rivulet-icon" /> }
    case 'detached':
      return { tone: 'plain', text: labels.detached, icon: <LogOut className="rivulet-icon" data-directional="" /> }
    case 'truncated':
      return caution(labels.truncated, <Unplug className="rivulet-icon" />)
    case 'stalled':
      return caution(labels.stalled(formatDuration(ending.idleMs, labels.locale)), <Hourglass className="rivulet-icon" />)
    case 'complete':
      return remarkOnComplete(ending, labels)
    default:
      return ending satisfies never
  }
}

function remarkOnComplete(ending: Extract<Ending, { kind: 'complete' }>, labels: Labels): Remark | undefined {
  const flaw = flawOf(ending)
  switch (flaw) {
    case 'cut-by-length':
      return caution(labels.cutByLength, <Scissors className="rivulet-icon" />)
    case 'content-filter':
      return caution(labels.contentFilter, <ShieldAlert className="rivulet-icon" />)
    case 'lost-events':
      return caution(labels.lostEvents(ending.lostEvents), <Unplug className="rivulet-icon" />)
    case 'unknown-reason':
      return caution(labels.finishedBecause(asText(ending.finishReason)), <Info className="rivulet-icon" />)
    case undefined:
      return undefined
    default:
      return flaw satisfies never
  }
}

function caution(text: string, icon: ReactNode): Remark {
  return { tone: 'caution', text, icon }
}
