import type { RefObject } from 'react'

/** Where menus and dialogs are put; the body of the page, unless a shadow root, or a part of the page, is to hold them. */
export type PortalContainer = HTMLElement | ShadowRoot | RefObject<HTMLElement | ShadowRoot | null> | null | undefined
