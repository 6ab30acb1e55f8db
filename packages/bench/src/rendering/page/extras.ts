/** What stands above a block of code, with its language and a button that copies it: not in the document, and not to be looked for there. */
export const OUR_CODE_HEADER = '.rivulet-code-header'
export const STREAMDOWN_CODE_HEADER = '[data-streamdown="code-block-header"]'
