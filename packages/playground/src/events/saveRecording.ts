import { formatRecording, type Recording } from '@rivulet/replay'

/** Saves what was heard as `rivulet-<date>-<time>.stream.jsonl`, a recording that replays as it came. */
export function saveRecording(recording: Recording | undefined, save: (name: string, text: string) => void): void {
  if (!recording) return
  const stamp = new Date().toISOString().slice(0, 19).replaceAll(/[-:]/g, '').replace('T', '-')
  save(`rivulet-${stamp}.stream.jsonl`, formatRecording(recording))
}
