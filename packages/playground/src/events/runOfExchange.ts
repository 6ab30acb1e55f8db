import { isRecord, parseRecord } from '../parseRecord.js'
import type { Exchange } from './exchangeLog.js'
import type { InspectedRun, InspectedStep } from '@rivulet/components/inspector'

/** An exchange as the inspector shows it, by the name of the model that was asked. */
export function runOfExchange({ id, method, url, requestBody, respondedMs = 0, status, events, end }: Exchange): InspectedRun {
  const steps: InspectedStep[] = [{ atMs: 0, kind: 'request', method, url: pathOf(url), body: requestBody }]
  if (status !== undefined) steps.push({ atMs: respondedMs, kind: 'response', status })
  if (end) steps.push({ atMs: end.atMs, kind: 'close', how: end.how })
  return { id: String(id), title: titleOf(requestBody) || pathOf(url), steps, events }
}

function titleOf(requestBody: string): string {
  const body = parseRecord(requestBody)
  return isRecord(body) && typeof body['model'] === 'string' ? body['model'] : ''
}

function pathOf(url: string): string {
  return URL.parse(url)?.pathname ?? url
}
