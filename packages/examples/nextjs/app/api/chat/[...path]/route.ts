import { relay } from '../../../relay'

export { relay as GET, relay as POST, relay as OPTIONS }
