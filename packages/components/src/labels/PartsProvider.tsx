'use client'
import { createContext, useContext, useMemo, type ReactNode } from 'react'
import type { PortalContainer } from '../layers/portalContainer.js'
import { useStableObject } from '../shared/stable.js'
import { defaultLabels, resolveLabels, type LabelOverrides, type Labels } from './labels.js'

export interface PartsProviderProps {
  /** Words of all parts below; what another provider above says holds for the rest. */
  labels?: LabelOverrides | undefined
  /** Where the parts below put their menus, dialogs and popovers. @defaultValue what a provider above says, or the body of the page */
  portalContainer?: PortalContainer
  /** Whatever the parts stand in. */
  children?: ReactNode
}

interface Given {
  words: Labels
  portalContainer: PortalContainer
}

const PartsContext = createContext<Given>({ words: defaultLabels, portalContainer: undefined })

/**
 * Gives all parts below it their words and the place for their layers, once. What a part is given for itself wins.
 *
 * @example
 * ```tsx
 * <PartsProvider labels={de}>…</PartsProvider>
 * ```
 */
export function PartsProvider({ labels, portalContainer, children }: PartsProviderProps): ReactNode {
  const above = useContext(PartsContext)
  const words = resolveLabels(useStableObject(labels), above.words)
  const container = portalContainer === undefined ? above.portalContainer : portalContainer
  const given = useMemo(() => ({ words, portalContainer: container }), [words, container])
  return <PartsContext.Provider value={given}>{children}</PartsContext.Provider>
}

/** A part's words: its own over those of the provider above it. */
export function useLabels(labels: LabelOverrides | undefined): Labels {
  return resolveLabels(labels, useContext(PartsContext).words)
}

/** Where a layer is put: where its part says, else where the provider above does. */
export function usePortalContainer(own: PortalContainer): PortalContainer {
  const { portalContainer } = useContext(PartsContext)
  return own === undefined ? portalContainer : own
}
