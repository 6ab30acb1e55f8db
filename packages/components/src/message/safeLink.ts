import { withoutUnseen } from '../shared/Visible.js'

/** Where a link of somebody else's may lead: a page, without a name and a password before its host, which would be read as the host. Null for anything else. */
export function safeLink(address: string): URL | null {
  const clean = withoutUnseen(address).replaceAll(/[\p{Cf}\s]/gu, '')
  if (!/^https?:\/\/[^\\/]/i.test(clean) || !URL.canParse(clean)) return null
  const url = new URL(clean)
  url.username = ''
  url.password = ''
  return url
}
