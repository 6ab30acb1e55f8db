/**
 * What the built page may load and run: its own files, and pictures that an answer shows once the reader has asked for them. Nothing that an
 * answer brings can run, be posted anywhere, or put the page into a frame.
 *
 * @see https://www.w3.org/TR/CSP3/
 */
export const CONTENT_POLICY: string = Object.entries({
  'default-src': "'none'",
  'script-src': "'self'",
  // Mermaid lays its drawings out with styles in their elements. A style runs nothing.
  'style-src': "'self' 'unsafe-inline'",
  'font-src': "'self'",
  'img-src': "'self' data: blob: https: http:",
  'media-src': 'data: blob:',
  'connect-src': "'self'",
  'worker-src': "'self'",
  'base-uri': "'none'",
  'form-action': "'none'",
  'frame-ancestors': "'none'",
})
  .map(([directive, sources]) => `${directive} ${sources}`)
  .join('; ')
