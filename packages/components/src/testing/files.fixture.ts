/** A picture that a browser drew, as a PNG in a `data:` URL. */
export const PICTURE: string = drawPicture()

/** Half a second of a soft tone, as a WAV in base64. */
export const SOUND: string = btoa(String.fromCodePoint(...toneInWav()))

/** The picture as a file, under any name. */
export function pictureFile(name = 'hills.png', type = 'image/png'): File {
  const bytes = Uint8Array.from(atob(PICTURE.slice(PICTURE.indexOf(',') + 1)), (character) => character.codePointAt(0) ?? 0)
  return new File([bytes], name, { type })
}

export function textFile(name = 'notes.md', text = '# Notes\n', type = 'text/markdown'): File {
  return new File([text], name, { type })
}

/** The beginning of a Windows program. */
export function programFile(name: string, type = 'application/x-msdownload'): File {
  return new File([Uint8Array.from([0x4d, 0x5a, 0x90, 0, 3, 0, 0, 0, 4, 0, 0, 0, 0xff, 0xff, 0, 0])], name, { type })
}

export function soundFile(name = 'tone.wav'): File {
  return new File([toneInWav()], name, { type: 'audio/wav' })
}

function drawPicture(): string {
  const canvas = Object.assign(document.createElement('canvas'), { width: 480, height: 300 })
  const context = canvas.getContext('2d')
  if (!context) throw new Error('No canvas.')
  const layers = ['#dff0f4', '#a9d3dd', '#6fb0bf', '#3c8596', '#1d5a6b']
  for (const [index, colour] of layers.entries()) {
    context.fillStyle = colour
    context.beginPath()
    context.moveTo(0, 300)
    for (let x = 0; x <= 480; x += 8) context.lineTo(x, index === 0 ? 0 : 50 + index * 48 + Math.sin(x / 55 + index * 1.9) * 22)
    context.lineTo(480, 300)
    context.fill()
  }
  return canvas.toDataURL('image/png')
}

function toneInWav(): Uint8Array<ArrayBuffer> {
  const samples = 4000
  const view = new DataView(new ArrayBuffer(44 + samples))
  const write = (at: number, text: string) => {
    for (let index = 0; index < text.length; index++) view.setUint8(at + index, text.charCodeAt(index))
  }
  write(0, 'RIFF')
  view.setUint32(4, 36 + samples, true)
  write(8, 'WAVEfmt ')
  view.setUint32(16, 16, true)
  view.setUint16(20, 1, true)
  view.setUint16(22, 1, true)
  view.setUint32(24, 8000, true)
  view.setUint32(28, 8000, true)
  view.setUint16(32, 1, true)
  view.setUint16(34, 8, true)
  write(36, 'data')
  view.setUint32(40, samples, true)
  for (let sample = 0; sample < samples; sample++) view.setUint8(44 + sample, 128 + Math.round(40 * Math.sin(sample / 3)))
  return new Uint8Array(view.buffer)
}
