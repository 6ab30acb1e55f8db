import WifiOff from 'lucide-react/icons/wifi-off'
import type { ReactNode } from 'react'
import { useServer } from './useServer.js'

/** Says that the server is gone, and what can be done without it. Always there, so that it is read out. */
export function OfflineNotice(): ReactNode {
  const isGone = useServer() === 'gone'
  return (
    <div className="offline" role="status">
      {isGone && (
        <p>
          <WifiOff aria-hidden />
          <strong>Offline.</strong> The playground’s server does not answer. Reading, searching and exporting work; what you send waits.
        </p>
      )}
    </div>
  )
}
