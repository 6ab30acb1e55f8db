/** Counts the characters that were looked at, looks ahead and second looks included: what the promise of flat cost is tested by. */
export class Meter {
  work = 0

  count(characters: number): void {
    this.work += characters
  }
}
