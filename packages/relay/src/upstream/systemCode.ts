import { isRecord } from './payload.js'

/** The platform's name for what went wrong, where it has one (`ECONNREFUSED`, `UND_ERR_BODY_TIMEOUT`); empty where not. */
export function systemCode(error: unknown): string {
  const code = isRecord(error) ? ((isRecord(error['cause']) ? error['cause']['code'] : undefined) ?? error['code']) : undefined
  return typeof code === 'string' && /^[A-Z_]+$/.test(code) ? code : ''
}
