import { ModelPicker, type LabelOverrides } from '@rivulet/components'
import type { ReactNode } from 'react'
import type { Settings } from '../settings/settings.js'
import type { GatewayUse } from './useGateway.js'

interface GatewayModelPickerProps {
  use: GatewayUse
  settings: Settings
  onSettings: (changed: Partial<Settings>) => void
  words: LabelOverrides | undefined
  /** What the list has to stand in, where that lies over the page. */
  portalContainer?: HTMLElement | null
}

/** The models of the gateway in use. */
export function GatewayModelPicker({ use, settings, onSettings, words, portalContainer }: GatewayModelPickerProps): ReactNode {
  const { gateway, choice } = use
  return (
    <ModelPicker
      models={choice.models ?? []}
      value={choice.model || undefined}
      loading={choice.loading}
      error={choice.error}
      onRetry={choice.retry}
      onChange={(model) => onSettings({ models: { ...settings.models, [gateway.id]: model } })}
      labels={words}
      portalContainer={portalContainer ?? undefined}
    />
  )
}
