import { relay } from '../../../relay'

export const dynamic = 'force-dynamic'
export { relay as GET, relay as POST, relay as OPTIONS }
