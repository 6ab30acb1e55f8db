import type { Answer } from './answer.js'

export const cjkEmoji: Answer = {
  name: 'cjk-emoji',
  word: 'emoji',
  otherWords: ['cjk', 'chinese', 'japanese', 'korean'],
  title: 'Answer in Japanese, Chinese and Korean, with emoji',
  write: () => ({ content: CJK_EMOJI }),
}

const CJK_EMOJI = `同じ「川」を、三つの言葉で書いてみます。🏞️

**日本語** 春の雨が山を下り、細い流れになる。石のあいだで立ち止まり、また歩き出す。言葉もきっと、そうやって届く。🌸

**中文** 雨水落在山上，先是一线细流，绕过石头，再汇成小溪。读到一半的句子，也像还没有入海的河。🌊

**한국어** 산에 내린 비는 실개천이 되어 돌 사이를 지나 마을로 흘러갑니다. 기다림은 어느새 읽기가 됩니다. 🍃

And a few characters that are made of several: a family 👨‍👩‍👧‍👦, a flag 🇯🇵, a wave with a skin tone 👋🏽, a heart on fire ❤️‍🔥, and 𠮷, which needs four bytes all by itself.`
