import type { LANGUAGES } from './words.fixture.js'

/** What is talked about in a language, for pages that show its words among others of it. */
export interface Speech {
  question: string
  answer: string
  /** Titles of conversations. */
  titles: readonly [string, string, string]
}

export const SPEECH: Readonly<Record<keyof typeof LANGUAGES, Speech>> = {
  en: {
    question: 'Why does a stream wind?',
    answer: 'Water wears away the outer bank of a bend and leaves sand at the inner one. So **every bend grows** by itself.',
    titles: ['Why a stream winds', 'Stones for the garden', 'Rain in April'],
  },
  de: {
    question: 'Warum schlängelt sich ein Bach?',
    answer:
      'Wasser trägt am äußeren Ufer einer Kurve ab und lagert am inneren Sand an. So **wächst jede Kurve** von selbst. In der Strömungsgeschwindigkeitsmessung sieht man das gut.',
    titles: ['Warum sich ein Bach schlängelt', 'Hochwasserrückhaltebecken im Gemeindegebiet', 'Regen im April'],
  },
  es: {
    question: '¿Por qué serpentea un arroyo?',
    answer: 'El agua desgasta la orilla exterior de una curva y deja arena en la interior. Así, **cada curva crece** sola.',
    titles: ['Por qué serpentea un arroyo', 'Piedras para el jardín', 'Lluvia en abril'],
  },
  fr: {
    question: 'Pourquoi un ruisseau serpente-t-il\u202F?',
    answer: 'L’eau use la rive extérieure d’un coude et dépose du sable sur l’autre. Ainsi, **chaque coude grandit** tout seul.',
    titles: ['Pourquoi un ruisseau serpente', 'Des pierres pour le jardin', 'La pluie d’avril'],
  },
  ar: {
    question: 'لماذا يتعرّج الجدول؟',
    answer:
      'ينحت الماء الضفة الخارجية للمنعطف ويترك الرمل عند الداخلية، وهكذا **يكبر كل منعطف** من تلقاء نفسه. تُسمّى الظاهرة meander بالإنجليزية.',
    titles: ['لماذا يتعرّج الجدول', 'حجارة للحديقة', 'CSS grid للمبتدئين'],
  },
  hi: {
    question: 'छोटी नदी टेढ़ी-मेढ़ी क्यों बहती है?',
    answer: 'पानी मोड़ के बाहरी किनारे को काटता है और भीतरी किनारे पर रेत छोड़ता है। इस तरह **हर मोड़ बढ़ता है**।',
    titles: ['नदी टेढ़ी-मेढ़ी क्यों बहती है', 'बगीचे के लिए पत्थर', 'अप्रैल की बारिश'],
  },
  ja: {
    question: '小川はなぜ曲がりくねるのですか？',
    answer: '水は曲がりの外側の岸を削り、内側に砂を残します。そのため**曲がりはひとりでに大きくなります**。',
    titles: ['小川が曲がりくねる理由', '庭に置く石', '四月の雨'],
  },
  zh: {
    question: '小溪为什么弯弯曲曲？',
    answer: '水流冲刷弯道的外岸，把沙子留在内岸，于是**每个弯都会自己变大**。',
    titles: ['小溪为什么弯曲', '花园里的石头', '四月的雨'],
  },
}
