/** The server answers it with 204; where it is gone, the service worker does with another status, so that nothing is noted on the console. */
export const ALIVE_PATH: string = '/alive'
