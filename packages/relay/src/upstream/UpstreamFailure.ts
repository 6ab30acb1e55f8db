/** How the upstream failed: as the code of the run's error. */
export type UpstreamFailureCode = 'upstream_unreachable' | 'upstream_broken' | 'upstream_timeout' | 'upstream_html' | 'limit'

/** The upstream gave no answer, or not all of it. The message is for the client: it names no host, key or header. */
export class UpstreamFailure extends Error {
  override readonly name = 'UpstreamFailure'
  readonly code: UpstreamFailureCode

  /** @param options `cause` is the platform's error: it may name the upstream, so it is neither sent nor logged. */
  constructor(code: UpstreamFailureCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.code = code
  }
}
