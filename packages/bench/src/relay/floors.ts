/** What relays are measured beside: the stand alone. */
export const NOTHING_BETWEEN = 'nothing between'
/** What passes bodies on, and does nothing else. */
export const PASS_THROUGH = 'pass-through proxy'
